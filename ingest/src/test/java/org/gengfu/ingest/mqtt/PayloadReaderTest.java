package org.gengfu.ingest.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.gengfu.core.faults.FaultReason;
import org.gengfu.core.faults.Why;
import org.gengfu.core.sensing.Quality;
import org.gengfu.core.sensing.Reading;
import org.gengfu.core.village.Metric;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadReaderTest {
  private static final Instant ARRIVAL = Instant.parse("2026-11-22T06:40:00Z");
  private static final PayloadParser PARSER = new PayloadParser();

  private static PayloadReader.Outcome read(String payload, Metric... metrics)
      throws UnreadableException {
    MappedSensor sensor = MappedSensor.of(Sensors.sensor("well", "t", metrics));
    return PayloadReader.read(
        sensor, PARSER.parse(payload.getBytes(StandardCharsets.UTF_8)), ARRIVAL);
  }

  private static Metric level(String pointer) {
    return new Metric("level", pointer, null, "m", 1);
  }

  private static Metric timed(String pointer, @Nullable String time) {
    return new Metric("level", pointer, time, "m", 1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "/v | {\"v\": 1.5} | 1.5",
        "/v | {\"v\": -2e-3} | -0.002",
        "/v | {\"v\": \"12.5\"} | 12.5",
        "/v | {\"v\": \" +7 \"} | 7",
        "/v | {\"v\": true} | 1",
        "/v | {\"v\": false} | 0",
        "/a/1/v | {\"a\": [0, {\"v\": 3}]} | 3",
        "/a~1b/~0c | {\"a/b\": {\"~c\": 4}} | 4",
        "`` | 23.5 | 23.5",
        "`` | ` 23.5 ` | 23.5",
        "`` | +3 | 3",
        "`` | 007 | 7",
        "`` | .5 | 0.5",
        "`` | \"42\" | 42",
        "`` | true | 1",
        "/温度 | {\"温度\": 21} | 21",
      })
  void findsTheValue(String pointer, String payload, double value) throws UnreadableException {
    assertThat(read(payload, level(pointer)).readings())
        .containsExactly(new Reading("well", "level", value, "m", ARRIVAL));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "/v | {\"v\": \"n/a\"} | /v holds the text \"n/a\", not a number | VALUE_NO_NUMBER",
        "/v | {\"v\": null} | /v holds null, not a number | VALUE_NO_NUMBER",
        "/v | {\"v\": {}} | /v holds an object, not a number | VALUE_NO_NUMBER",
        "/v | {\"v\": [1]} | /v holds an array, not a number | VALUE_NO_NUMBER",
        "/v | {\"v\": \"NaN\"} | /v holds the text \"NaN\", not a number | VALUE_NO_NUMBER",
        "/v | {\"v\": \"0x1p3\"} | /v holds the text \"0x1p3\", not a number | VALUE_NO_NUMBER",
        "/v | {\"v\": 1e400} | /v holds a number that is out of range | VALUE_OUT_OF_RANGE",
        "/v | {\"w\": 1, \"x\": 2} | nothing stands at /v; the payload is an object with w, x | VALUE_MISSING",
        "/v | 5 | nothing stands at /v; the payload is the text \"5\" | VALUE_MISSING",
        "`` | {\"v\": 5} | the payload holds an object, not a number | VALUE_NO_NUMBER",
      })
  void saysWhatItFoundInstead(String pointer, String payload, String problem, FaultReason reason)
      throws UnreadableException {
    PayloadReader.Outcome outcome = read(payload, level(pointer));
    assertThat(outcome.readings()).isEmpty();
    assertThat(outcome.problem()).isEqualTo(new Why(reason, problem));
  }

  private static String problem(PayloadReader.Outcome outcome) {
    return Objects.requireNonNull(outcome.problem()).detail();
  }

  private static String note(PayloadReader.Outcome outcome) {
    return Objects.requireNonNull(outcome.note()).detail();
  }

  @Test
  void scales() throws UnreadableException {
    Metric millimetres = new Metric("level", "/v", null, "m", 0.001);
    assertThat(read("{\"v\": 1500}", millimetres).readings().get(0).value()).isEqualTo(1.5);
    Metric huge = new Metric("level", "/v", null, "m", 1e300);
    assertThat(problem(read("{\"v\": 1e30}", huge))).contains("once scaled");
  }

  @Test
  void addsTheOffsetAfterScalingAndMarksWhatIsNotPlausible() throws UnreadableException {
    Metric metric = new Metric("level", "/v", null, "m", 0.1, -2, 0.0, 8.0, null, List.of());
    for (double raw : new double[] {20, 100}) {
      PayloadReader.Outcome good = read("{\"v\": " + raw + "}", metric);
      assertThat(good.readings().get(0).quality()).isEqualTo(Quality.GOOD);
      assertThat(good.note()).isNull();
    }
    PayloadReader.Outcome high = read("{\"v\": 101}", metric);
    assertThat(high.readings().get(0).value()).isCloseTo(8.1, within(1e-9));
    assertThat(high.readings().get(0).quality()).isEqualTo(Quality.IMPLAUSIBLE);
    assertThat(note(high)).endsWith("is outside of the plausible range 0.0 to 8.0");
    assertThat(high.problem()).isNull();
    assertThat(read("{\"v\": 19}", metric).readings().get(0).good()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"v\": 1, \"q\": 0}|GOOD",
        "{\"v\": 1, \"q\": \"ok\"}|GOOD",
        "{\"v\": 1, \"q\": true}|GOOD",
        "{\"v\": 1, \"q\": 1}|SUSPECT",
        "{\"v\": 1, \"q\": null}|SUSPECT",
        "{\"v\": 1, \"q\": {}}|SUSPECT",
        "{\"v\": 1}|SUSPECT",
        "{\"v\": 9, \"q\": 0}|IMPLAUSIBLE"
      })
  void takesTheQualityThatTheSensorTells(String payload, Quality quality)
      throws UnreadableException {
    Metric metric =
        new Metric("level", "/v", null, "m", 1, 0, null, 5.0, "/q", List.of("0", "ok", "true"));
    PayloadReader.Outcome outcome = read(payload, metric);
    assertThat(outcome.readings().get(0).quality()).isEqualTo(quality);
    assertThat(outcome.note() == null).isEqualTo(quality == Quality.GOOD);
  }

  @Test
  void oneMetricThatIsMissingOrWrongDoesNotHinderAnother() throws UnreadableException {
    Metric other = new Metric("temperature", "/t", null, "°C", 1);
    assertThat(read("{\"v\": 1}", level("/v"), other).readings()).hasSize(1);
    assertThat(read("{\"v\": 1}", level("/v"), other).problem()).isNull();
    PayloadReader.Outcome outcome = read("{\"v\": \"?\", \"t\": 20}", level("/v"), other);
    assertThat(outcome.readings()).extracting(Reading::metric).containsExactly("temperature");
    assertThat(problem(outcome)).startsWith("/v holds");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"2026-11-22T06:30:00Z\"",
        "\"2026-11-22T14:30:00+08:00\"",
        "\"2026-11-22 14:30:00+08:00\"",
        "\"2026-11-22t06:30:00z\"",
        "1795329000",
        "1795329000.0",
        "1795329000000",
        "\"1795329000\"",
        "\"1795329000000\"",
      })
  void readsTheTimeOfThePayload(String time) throws UnreadableException {
    PayloadReader.Outcome outcome = read("{\"v\": 1, \"at\": " + time + "}", timed("/v", "/at"));
    assertThat(outcome.note()).isNull();
    assertThat(outcome.timed()).isTrue();
    assertThat(outcome.readings().get(0).time()).isEqualTo(Instant.parse("2026-11-22T06:30:00Z"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"yesterday\"",
        "\"2026-11-22T06:30:00\"",
        "true",
        "{}",
        "null",
        "1e300",
        "-5",
        "\"2026-11-22T06:45:01Z\"",
        "0",
        "946684800",
        "17953290000000"
      })
  void usesTheTimeOfArrivalForATimeThatCannotBe(String time) throws UnreadableException {
    PayloadReader.Outcome outcome = read("{\"v\": 1, \"at\": " + time + "}", timed("/v", "/at"));
    assertThat(outcome.readings()).containsExactly(new Reading("well", "level", 1, "m", ARRIVAL));
    assertThat(note(outcome)).startsWith("/at holds").endsWith("the time of arrival is used");
    assertThat(outcome.problem()).isNull();
  }

  @Test
  void aClockMayRunAheadByTheLimitAndNoFurther() throws UnreadableException {
    String payload = "{\"v\": 1, \"at\": %d}";
    long limit = ARRIVAL.plus(ReadingTimes.MAX_AHEAD).toEpochMilli();
    assertThat(read(payload.formatted(limit), timed("/v", "/at")).note()).isNull();
    assertThat(read(payload.formatted(limit + 1), timed("/v", "/at")).note()).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "{", "{\"v\": 1} x", "{'v': 1}", "hello", "1.2.3", "\u0000"})
  void refusesWhatIsNotJson(String payload) {
    assertThatThrownBy(() -> read(payload, level("/v"))).isInstanceOf(UnreadableException.class);
  }

  @Test
  void refusesBytesThatAreNotUtf8() {
    byte[] payload = {'"', (byte) 0xC3, (byte) 0x28, '"'};
    assertThatThrownBy(() -> PARSER.parse(payload)).isInstanceOf(UnreadableException.class);
  }

  @Test
  void takesPayloadsUpToTheLimitAndNotOneByteMore() throws UnreadableException {
    String frame = "{\"v\": 1, \"x\": \"\"}";
    String filler = "y".repeat(PayloadParser.MAX_PAYLOAD_BYTES - frame.length());
    String most = frame.replace("\"\"", "\"" + filler + "\"");
    assertThat(read(most, level("/v")).readings()).hasSize(1);
    assertThatThrownBy(() -> read(most + " ", level("/v")))
        .hasMessage("the payload has 65537 bytes, more than the 65536 allowed");
  }

  @Test
  void takesNestingUpToTheLimitAndNotOneLevelMore() throws UnreadableException {
    int deepest = PayloadParser.MAX_DEPTH;
    assertThat(PARSER.parse(nested(deepest)).isArray()).isTrue();
    assertThatThrownBy(() -> PARSER.parse(nested(deepest + 1)))
        .isInstanceOf(UnreadableException.class)
        .hasMessageContaining("past a limit");
    assertThatThrownBy(() -> PARSER.parse(nested(20_000))).isInstanceOf(UnreadableException.class);
  }

  private static byte[] nested(int depth) {
    return ("[".repeat(depth) + "]".repeat(depth)).getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void showsOutsideTextShortAndWithoutControlCharacters() throws UnreadableException {
    String problem =
        problem(read("{\"v\": \"a\\nb\\u001b[31m" + "z".repeat(500) + "\"}", level("/v")));
    assertThat(problem).doesNotContain("\n", "\u001b").hasSizeLessThan(180);
  }

  /** Whatever comes, either readings or a plain message comes out, and nothing else is thrown. */
  @Test
  void survivesAnyPayload() {
    Random random = new Random(20261122);
    Metric[] metrics = {timed("/data/level", "/at"), level("/a/0"), level("")};
    MappedSensor sensor = MappedSensor.of(Sensors.sensor("well", "t", metrics));
    byte[] seed =
        "{\"data\": {\"level\": 1.5}, \"a\": [true, null], \"at\": \"2026-11-22T06:30:00Z\"}"
            .getBytes(StandardCharsets.UTF_8);
    int readable = 0;
    for (int i = 0; i < 100_000; i++) {
      byte[] payload = mutate(seed.clone(), random);
      try {
        JsonNode json = PARSER.parse(payload);
        PayloadReader.Outcome outcome = PayloadReader.read(sensor, json, ARRIVAL);
        outcome
            .readings()
            .forEach(r -> assertThat(r.time()).isBeforeOrEqualTo(ARRIVAL.plusSeconds(300)));
        readable++;
      } catch (UnreadableException e) {
        assertThat(e.getMessage()).isNotBlank();
      }
    }
    assertThat(readable).isBetween(1000, 99_000);
  }

  private static byte[] mutate(byte[] bytes, Random random) {
    if (random.nextInt(10) == 0) {
      byte[] noise = new byte[random.nextInt(200)];
      random.nextBytes(noise);
      return noise;
    }
    String alphabet = "{}[]\",:0123456789.eE+-truefalsn \\u\u0000";
    for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
      int at = random.nextInt(bytes.length);
      bytes[at] =
          random.nextInt(5) == 0
              ? (byte) random.nextInt(256)
              : (byte) alphabet.charAt(random.nextInt(alphabet.length()));
    }
    return random.nextInt(5) == 0
        ? java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length))
        : bytes;
  }
}
