package org.gengfu.hub.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.gengfu.hub.config.HubConfig.Address;
import org.gengfu.hub.config.HubConfig.RecordingDirectory;
import org.gengfu.ingest.rtsp.RtspLimits;
import org.junit.jupiter.api.Test;

class HubConfigTest {
  private static HubConfig parse(String yaml, Map<String, String> environment) {
    return HubConfig.parse("gengfu.yaml", yaml, Path.of("/srv/gengfu"), environment::get);
  }

  @Test
  void everythingHasADefault() {
    HubConfig config = parse("{}", Map.of());

    assertThat(config.dataDir()).isEqualTo(Path.of("/srv/gengfu/gengfu-data"));
    assertThat(config.http()).isEqualTo(new Address("127.0.0.1", 8080));
    assertThat(config.management()).isEqualTo(new Address("127.0.0.1", 9090));
    assertThat(config.database()).isNull();
    assertThat(config.mqtt()).isNull();
    assertThat(config.recordings())
        .containsExactly(
            new RecordingDirectory(Path.of("/srv/gengfu/gengfu-data/recordings"), null, null));
  }

  @Test
  void whatOneCameraHostIsAskedToBearIsBounded() {
    assertThat(parse("{}", Map.of()).rtsp()).isEqualTo(RtspLimits.STANDARD);
    String yaml = "rtsp: {handshakesPerHost: 2, connectionsPerHost: 16, deadSessionSeconds: 30}";
    assertThat(parse(yaml, Map.of()).rtsp())
        .isEqualTo(new RtspLimits(2, 16, Duration.ofSeconds(30)));
    assertThatThrownBy(
            () -> parse("rtsp: {handshakesPerHost: 0, deadSessionSeconds: 601}", Map.of()))
        .hasMessageContaining("rtsp.handshakesPerHost: must be a whole number from 1 to 64")
        .hasMessageContaining("rtsp.deadSessionSeconds: must be a whole number from 0 to 600");
  }

  @Test
  void aModelForTheSecondOpinionIsFoundBesideTheFile() {
    assertThat(parse("{}", Map.of()).analysis()).isEqualTo(HubConfig.Analysis.STANDARD);
    assertThat(parse("analysis: {threads: 2, model: models/nano.onnx}", Map.of()).analysis())
        .isEqualTo(new HubConfig.Analysis(2, 0, Path.of("/srv/gengfu/models/nano.onnx")));
  }

  @Test
  void recordingsMayLieOnSeveralDisks() {
    HubConfig config =
        parse(
            """
            recording:
              directories:
                - {path: /srv/one, maxBytes: 4TB, keepFree: 500 MB}
                - {path: two, keepFree: 1000000}
            """,
            Map.of());

    assertThat(config.recordings())
        .containsExactly(
            new RecordingDirectory(Path.of("/srv/one"), 4_000_000_000_000L, 500_000_000L),
            new RecordingDirectory(Path.of("/srv/gengfu/two"), null, 1_000_000L));
  }

  @Test
  void recordingDirectoriesAreChecked() {
    assertThatThrownBy(
            () ->
                parse(
                    """
                    recording:
                      directories:
                        - {path: /srv/one, maxBytes: much}
                        - {maxByte: 4TB}
                        - {path: /srv/one/}
                    """,
                    Map.of()))
        .isInstanceOfSatisfying(
            ConfigException.class,
            e ->
                assertThat(e.problems())
                    .anySatisfy(
                        p -> assertThat(p).startsWith("recording.directories[0].maxBytes: must be"))
                    .anySatisfy(
                        p -> assertThat(p).isEqualTo("recording.directories[1].path: is missing"))
                    .anySatisfy(
                        p -> assertThat(p).startsWith("recording.directories[1].maxByte: there is"))
                    .anySatisfy(p -> assertThat(p).contains("must not name one directory twice")));
    String most = "recording: {directories: [" + "{path: a},".repeat(33) + "]}";
    assertThatThrownBy(() -> parse(most, Map.of())).hasMessageContaining("32 entries at most");
    assertThatThrownBy(() -> parse("recording: {directories: /srv}", Map.of()))
        .hasMessageContaining("must be a list");
  }

  @Test
  void secretsComeFromTheEnvironmentAndAreNotPrinted() {
    HubConfig config =
        parse(
            """
            database: {url: 'jdbc:postgresql://db/gengfu', user: gengfu, password: '${DB_PASSWORD}'}
            """,
            Map.of("DB_PASSWORD", "open sesame"));

    assertThat(config.database()).isNotNull();
    assertThat(config.database().password().reveal()).isEqualTo("open sesame");
    assertThat(config.toString()).doesNotContain("open sesame");
  }

  @Test
  void everyProblemIsReportedAtOnce() {
    assertThatThrownBy(
            () ->
                parse(
                    """
                    htp: {port: 80}
                    http: {port: 70000, hst: 0.0.0.0}
                    village: {timeZone: Mars/Olympus}
                    database: {url: 'mysql://db', password: '${NOPE}'}
                    mqtt: {uri: 'http://broker'}
                    """,
                    Map.of()))
        .isInstanceOfSatisfying(
            ConfigException.class,
            e ->
                assertThat(e.problems())
                    .anySatisfy(p -> assertThat(p).startsWith("htp: there is no such setting"))
                    .anySatisfy(p -> assertThat(p).startsWith("http.port: must be a whole number"))
                    .anySatisfy(p -> assertThat(p).startsWith("http.hst: there is no such setting"))
                    .anySatisfy(
                        p -> assertThat(p).startsWith("village.timeZone: must be a time zone"))
                    .anySatisfy(p -> assertThat(p).startsWith("database.url: must begin with jdbc"))
                    .anySatisfy(p -> assertThat(p).contains("environment variable NOPE is not set"))
                    .anySatisfy(p -> assertThat(p).startsWith("database.user: is missing"))
                    .anySatisfy(p -> assertThat(p).startsWith("mqtt.uri: must be tcp://")));
  }

  @Test
  void brokenYamlSaysWhere() {
    assertThatThrownBy(() -> parse("http: [", Map.of()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("gengfu.yaml")
        .hasMessageContaining("is not YAML");
  }

  @Test
  void aMissingFileSaysSo() {
    assertThatThrownBy(() -> HubConfig.read(Path.of("nowhere.yaml"), name -> null))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("nowhere.yaml")
        .hasMessageContaining("--config FILE");
  }
}
