package org.gengfu.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.gengfu.core.metrics.MetricNames;
import org.gengfu.core.village.Entity;
import org.gengfu.core.village.Kind;
import org.gengfu.hub.config.HubConfig;
import org.junit.jupiter.api.Test;

/**
 * What the documents say is so: samples parse, links lead somewhere, the metrics page names every
 * metric.
 */
class DocumentsTest {
  private static final Path ROOT = Path.of(System.getProperty("gengfu.root", "../.."));
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]+)(#[^)]*)?\\)");
  private static final Pattern METRIC = Pattern.compile("`(gengfu_[a-z_]+)`");

  @Test
  void theSampleConfigurationParses() {
    HubConfig config =
        HubConfig.read(
            ROOT.resolve("docs/reference/gengfu.yaml"),
            Map.of("GENGFU_DB_PASSWORD", "x", "GENGFU_MQTT_PASSWORD", "y")::get);

    assertThat(config.seed()).isNotNull().isRegularFile();
  }

  @Test
  void theSampleSeedParses() {
    List<Entity> entities = Seed.read(ROOT.resolve("docs/reference/seed.yaml"));

    assertThat(entities).extracting(Kind::of).contains(Kind.CAMERA, Kind.ZONE, Kind.SENSOR);
  }

  @Test
  void everyLinkLeadsSomewhere() throws IOException {
    List<String> broken = new ArrayList<>();
    for (Path page : pages()) {
      Matcher links = LINK.matcher(Files.readString(page));
      while (links.find()) {
        String target = links.group(1);
        if (!target.contains("://") && !Files.exists(page.resolveSibling(target))) {
          broken.add(ROOT.relativize(page) + " → " + target);
        }
      }
    }
    assertThat(broken).isEmpty();
  }

  private static List<Path> pages() throws IOException {
    try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"));
        Stream<Path> top = Files.list(ROOT)) {
      return Stream.concat(docs, top).filter(file -> file.toString().endsWith(".md")).toList();
    }
  }

  @Test
  void theMetricsPageNamesEveryMetric() throws ReflectiveOperationException, IOException {
    Set<String> documented = new TreeSet<>();
    Matcher names = METRIC.matcher(Files.readString(ROOT.resolve("docs/reference/metrics.md")));
    while (names.find()) {
      documented.add(names.group(1).replaceAll("_(total|seconds)$", ""));
    }
    Set<String> defined = new TreeSet<>();
    for (var field : MetricNames.class.getFields()) {
      defined.add(((String) field.get(null)).replace('.', '_'));
    }
    assertThat(documented).isEqualTo(defined);
  }
}
