package org.gengfu.hub.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.gengfu.core.village.Secret;
import org.gengfu.ingest.av.Transcoders;
import org.gengfu.ingest.rtsp.RtspLimits;
import org.jspecify.annotations.Nullable;

/**
 * What the hub must know before it can ask its database: where to listen, where to keep things.
 * Everything else (cameras, zones, people) lives in the database and is changed through the API.
 * {@code docs/reference/config.md} lists every key.
 *
 * @param dataDir where everything is kept that must survive
 * @param villageZone time zone of duty rosters and messages
 * @param http address of pages and API
 * @param secureCookies true behind TLS: session cookies then travel over https alone
 * @param management address of metrics and health
 * @param database where the database is; null for the embedded one
 * @param mqtt what the broker {@code default} is created by at the first start; null for nothing
 * @param spoolBytes bound of the readings that wait on disk for the database
 * @param analysis what the analysis may use of the machine
 * @param transcoders most streams encoded anew at a time, for browsers that can't play them
 * @param rtsp what one camera host is asked to bear
 * @param recordings where recordings are kept, one directory a disk; at least one
 * @param seed YAML file with what to create at the first start; null for none
 */
public record HubConfig(
    Path dataDir,
    ZoneId villageZone,
    Address http,
    boolean secureCookies,
    Address management,
    @Nullable ExternalDatabase database,
    @Nullable Broker mqtt,
    long spoolBytes,
    Analysis analysis,
    int transcoders,
    RtspLimits rtsp,
    List<RecordingDirectory> recordings,
    @Nullable Path seed) {
  public static final int DEFAULT_SPOOL_MEGABYTES = 1024;
  private static final int MOST_THREADS = 64;
  private static final int MOST_SPOOL_MEGABYTES = 1024 * 1024;

  /** Longest list of recording directories. */
  static final int MOST_RECORDING_DIRECTORIES = 32;

  public HubConfig {
    recordings = List.copyOf(recordings);
  }

  /**
   * What the analysis may use of the machine, and whom it asks.
   *
   * @param threads decode workers; 0 for as many as fit the machine
   * @param decodePercent what keyframes and active cameras may use together, in percent of one
   *     core; 0 for three quarters of the threads
   * @param model a YOLOX network as ONNX, for a second opinion on candidates; null for none
   */
  public record Analysis(int threads, int decodePercent, @Nullable Path model) {
    /** What fits the machine, and no model. */
    public static final Analysis STANDARD = new Analysis(0, 0, null);
  }

  /** A host and a TCP port; port 0 takes any free one. */
  public record Address(String host, int port) {
    @Override
    public String toString() {
      return host + ":" + port;
    }
  }

  /** A PostgreSQL or TimescaleDB server. */
  public record ExternalDatabase(String jdbcUrl, String user, Secret password) {}

  /**
   * A disk for recordings.
   *
   * @param path the directory
   * @param maxBytes bound of the recordings in it; null for none
   * @param keepFreeBytes what must stay free on its file system; null for 5 %, 20 GB at most
   */
  public record RecordingDirectory(
      Path path, @Nullable Long maxBytes, @Nullable Long keepFreeBytes) {}

  /** An MQTT broker. */
  public record Broker(
      URI uri, String clientId, @Nullable String username, @Nullable Secret password) {}

  /**
   * Reads a configuration file.
   *
   * @param file YAML
   * @param environment finds environment variables, null for one that is not set
   * @throws ConfigException naming everything that is wrong
   */
  public static HubConfig read(Path file, UnaryOperator<@Nullable String> environment) {
    String yaml;
    try {
      yaml = Files.readString(file);
    } catch (IOException e) {
      throw new ConfigException(
          file.toString(), List.of("can't be read: " + e + "; give a file with --config FILE"));
    }
    Path parent = file.toAbsolutePath().getParent();
    return parse(file.toString(), yaml, parent == null ? Path.of("/") : parent, environment);
  }

  /**
   * Reads a configuration from text; relative paths in it are relative to {@code base}.
   *
   * @throws ConfigException naming everything that is wrong
   */
  static HubConfig parse(
      String name, String yaml, Path base, UnaryOperator<@Nullable String> environment) {
    JsonNode tree;
    try {
      tree = new YAMLMapper().readTree(yaml);
    } catch (JsonProcessingException e) {
      throw new ConfigException(
          name,
          List.of(
              "is not YAML: "
                  + e.getOriginalMessage()
                  + " (line "
                  + e.getLocation().getLineNr()
                  + ")"));
    }
    List<String> problems = new ArrayList<>();
    Section root = new Section(tree, "", problems, environment);
    HubConfig config = read(root, base);
    root.refuseUnknown();
    if (!problems.isEmpty()) {
      throw new ConfigException(name, problems);
    }
    return config;
  }

  private static HubConfig read(Section root, Path base) {
    String seed = root.optionalText("seed");
    Path dataDir = base.resolve(root.text("dataDir", "gengfu-data")).normalize();
    return new HubConfig(
        dataDir,
        root.section(
            "village",
            village ->
                village.parsed(
                    "timeZone", "Asia/Shanghai", ZoneId::of, "a time zone such as Asia/Shanghai")),
        root.section("http", http -> address(http, 8080)),
        root.flag("secureCookies", false),
        root.section("management", management -> address(management, 9090)),
        root.section("database", HubConfig::database),
        root.section("mqtt", HubConfig::broker),
        root.section("sensors", HubConfig::spoolBytes),
        root.section("analysis", analysis -> analysis(analysis, base)),
        root.section(
            "live",
            live ->
                live.number("transcoders", Transcoders.DEFAULT_MAX, 0, Transcoders.GREATEST_MAX)),
        root.section("rtsp", HubConfig::rtspLimits),
        root.section("recording", recording -> recordings(recording, base, dataDir)),
        seed == null ? null : base.resolve(seed).normalize());
  }

  private static Analysis analysis(Section section, Path base) {
    String model = section.optionalText("model");
    return new Analysis(
        section.number("threads", 0, 0, MOST_THREADS),
        section.number("decodePercent", 0, 0, MOST_THREADS * 100),
        model == null ? null : base.resolve(model).normalize());
  }

  private static RtspLimits rtspLimits(Section section) {
    return new RtspLimits(
        section.number(
            "handshakesPerHost", RtspLimits.DEFAULT_HANDSHAKES, 1, RtspLimits.MOST_HANDSHAKES),
        section.number(
            "connectionsPerHost", RtspLimits.DEFAULT_CONNECTIONS, 1, RtspLimits.MOST_CONNECTIONS),
        Duration.ofSeconds(
            section.number(
                "deadSessionSeconds",
                RtspLimits.DEFAULT_DEAD_SESSION_SECONDS,
                0,
                RtspLimits.MOST_DEAD_SESSION_SECONDS)));
  }

  private static List<RecordingDirectory> recordings(Section section, Path base, Path dataDir) {
    List<RecordingDirectory> found =
        section.list(
            "directories",
            MOST_RECORDING_DIRECTORIES,
            one -> {
              String path = one.optionalText("path");
              if (path == null) {
                one.problem("path", "is missing");
              }
              return new RecordingDirectory(
                  base.resolve(path == null ? "" : path).normalize(),
                  one.size("maxBytes"),
                  one.size("keepFree"));
            });
    if (found.stream().map(RecordingDirectory::path).distinct().count() < found.size()) {
      section.problem("directories", "must not name one directory twice");
    }
    return found.isEmpty()
        ? List.of(new RecordingDirectory(dataDir.resolve("recordings"), null, null))
        : found;
  }

  private static Address address(Section section, int port) {
    return new Address(section.text("host", "127.0.0.1"), section.number("port", port, 0, 65_535));
  }

  private static @Nullable ExternalDatabase database(Section section) {
    String url = section.optionalText("url");
    String user = section.optionalText("user");
    String password = section.optionalText("password");
    if (url == null) {
      if (user != null || password != null) {
        section.problem("url", "is missing, yet user or password is given");
      }
      return null;
    }
    if (!url.startsWith("jdbc:postgresql:")) {
      section.problem("url", "must begin with jdbc:postgresql:, not '" + url + "'");
    }
    if (url.contains("password=")) {
      section.problem("url", "must not hold the password; give it as database.password");
    }
    if (user == null) {
      section.problem("user", "is missing");
    }
    if (password == null) {
      section.problem("password", "is missing; a text, or ${NAME} for an environment variable");
    }
    return new ExternalDatabase(
        url, user == null ? "" : user, new Secret(password == null ? "" : password));
  }

  private static long spoolBytes(Section section) {
    int megabytes =
        section.number("spoolMegabytes", DEFAULT_SPOOL_MEGABYTES, 1, MOST_SPOOL_MEGABYTES);
    return (long) megabytes << 20;
  }

  private static @Nullable Broker broker(Section section) {
    String uri = section.optionalText("uri");
    String clientId = section.text("clientId", "gengfu-hub");
    String username = section.optionalText("username");
    String password = section.optionalText("password");
    if (uri == null) {
      if (username != null || password != null) {
        section.problem("uri", "is missing, yet username or password is given");
      }
      return null;
    }
    if (!uri.matches("(tcp|ssl)://[^/@\\s]+")) {
      section.problem("uri", "must be tcp://host:port or ssl://host:port, not '" + uri + "'");
      return null;
    }
    if (password != null && username == null) {
      section.problem("username", "is missing, yet a password is given");
    }
    return new Broker(
        URI.create(uri), clientId, username, password == null ? null : new Secret(password));
  }
}
