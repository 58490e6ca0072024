package org.gengfu.ingest.rtsp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.gengfu.ingest.rtsp.nal.Oddity;
import org.junit.jupiter.api.Test;

class QuirkTest {
  @Test
  void eachStandsInTheTableOfTheDocs() throws IOException {
    String page = Files.readString(Path.of("../docs/design/stream-path.md"));
    assertThat(page.lines().filter(line -> line.startsWith("| `") && line.contains("_")))
        .extracting(line -> line.substring(3, line.indexOf('`', 3)))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Quirk.values()).map(Enum::name).filter(n -> n.contains("_")).toList());
  }

  @Test
  void eachOddityOfAPayloadIsOne() {
    for (Oddity oddity : Oddity.values()) {
      assertThat(Quirk.of(oddity).name()).isEqualTo(oddity.name());
    }
  }
}
