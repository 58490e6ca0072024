package org.gengfu.ingest.mqtt;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.time.Duration;
import java.time.Instant;
import org.gengfu.core.sensing.Reading;
import org.gengfu.core.village.Metric;
import org.gengfu.ingest.testing.FuzzInput;
import org.jspecify.annotations.Nullable;

/**
 * Any payload, by any mapping, gives finite readings of a possible time, or a problem in words fit
 * to be shown.
 */
class PayloadFuzzTest {
  private static final Instant ARRIVAL = Instant.parse("2026-11-22T00:00:00Z");
  private static final MappedSensor[] SENSORS = {
    MappedSensor.of(Sensors.timed("one")),
    MappedSensor.of(Sensors.sensor("two", "t", Sensors.metric("plain", "", null))),
    MappedSensor.of(
        Sensors.sensor(
            "three",
            "t",
            Sensors.metric("first", "/data/0/v", "/data/0/t"),
            new Metric("scaled", "/v", "/t", "mm", 1e300))),
  };

  private final PayloadParser parser = new PayloadParser();

  @FuzzTest
  void givesFiniteReadingsOrAProblem(byte[] data) {
    FuzzInput input = new FuzzInput(data);
    MappedSensor sensor = SENSORS[input.octet() % SENSORS.length];
    PayloadReader.Outcome outcome;
    try {
      outcome = PayloadReader.read(sensor, parser.parse(input.rest()), ARRIVAL);
    } catch (UnreadableException e) {
      checkWords(e.getMessage());
      return;
    }
    for (Reading reading : outcome.readings()) {
      Duration behind = Duration.between(reading.time(), ARRIVAL);
      boolean possible =
          behind.compareTo(ReadingTimes.MAX_BEHIND) <= 0
              && behind.negated().compareTo(ReadingTimes.MAX_AHEAD) <= 0;
      if (!Double.isFinite(reading.value()) || !possible) {
        throw new AssertionError("a reading of " + reading);
      }
    }
    if (outcome.problem() != null || outcome.absent()) {
      checkWords(outcome.problem() == null ? null : outcome.problem().detail());
    }
    if (outcome.note() != null) {
      checkWords(outcome.note().detail());
    }
  }

  private static void checkWords(@Nullable String words) {
    if (words == null
        || words.isBlank()
        || words.length() > 1000
        || words.chars().anyMatch(Character::isISOControl)) {
      throw new AssertionError("not fit to be shown: " + words);
    }
  }
}
