package org.gengfu.analytics.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import org.gengfu.analytics.scene.LumaPicture;
import org.gengfu.core.life.HealthCheck.Result;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ObjectDetectorTest {
  private static final Pixels PICTURE = Pixels.of(new LumaPicture(64, 64, new byte[4096], 0, 0));
  private final FakeNetwork network = new FakeNetwork();
  private final DetectorLimits limits =
      new DetectorLimits(4, Duration.ofSeconds(2), Duration.ofMillis(500), Duration.ofMinutes(10));
  private final ObjectDetector detector =
      new ObjectDetector(network, limits, () -> network.nanos, new SimpleMeterRegistry());

  @AfterEach
  void close() {
    detector.close();
    assertThat(network.closed).isTrue();
  }

  @Test
  void callsAreBoundedPerSecond() {
    int answered = 0;
    for (int i = 0; i < 100; i++) {
      network.pass(Duration.ofMillis(100));
      answered += ask() ? 1 : 0;
    }
    // Four at once in the beginning, and four in each of the eleven seconds that pass.
    assertThat(answered).isBetween(40, 48);
    assertThat(network.calls).isEqualTo(answered);
    assertThat(detector.on()).isTrue();
    assertThat(health().detail()).startsWith("on; ").contains("not made");
  }

  @Test
  void failingIsTurnedOffAndTriedAgain() {
    network.failing = true;
    for (int i = 0; i < 10; i++) {
      network.pass(Duration.ofSeconds(1));
      assertThat(ask()).isFalse();
    }
    assertThat(network.calls).as("calls until it is off").isEqualTo(Breaker.FAILURES);
    assertThat(detector.on()).isFalse();
    assertThat(health().healthy()).as("the hub works without it").isTrue();
    assertThat(health().detail())
        .isEqualTo(
            "off, the rules go on without it: 3 calls in a row failed: out of order;"
                + " tried again every 10 min");

    network.pass(Duration.ofMinutes(10));
    assertThat(ask()).as("tried once").isFalse();
    assertThat(detector.on()).as("and off again").isFalse();
    network.failing = false;
    network.pass(Duration.ofMinutes(10));
    assertThat(ask()).isTrue();
    assertThat(health().detail()).startsWith("on; ");
  }

  @Test
  void slowIsTurnedOff() {
    network.takes = Duration.ofMillis(700);
    for (int i = 0; i < Breaker.SLOW_CALLS; i++) {
      assertThat(ask()).as("a slow answer is an answer").isTrue();
      network.pass(Duration.ofSeconds(1));
    }
    assertThat(detector.on()).isFalse();
    assertThat(ask()).isFalse();
    assertThat(health().detail()).contains("took more than 500 ms");
  }

  @Test
  void oneSlowCallAmongManyIsNothing() {
    for (int i = 0; i < 50; i++) {
      network.takes = Duration.ofMillis(i % 3 == 0 ? 700 : 20);
      assertThat(ask()).isTrue();
      network.pass(Duration.ofSeconds(1));
    }
    assertThat(detector.on()).isTrue();
  }

  private boolean ask() {
    return detector.see(PICTURE, 0, 0, 64, 64) != null;
  }

  private Result health() {
    return detector.health().check();
  }

  /** A network whose time is the test's. */
  private static final class FakeNetwork implements Network {
    private long nanos;
    private int calls;
    private boolean failing;
    private boolean closed;
    private Duration takes = Duration.ofMillis(15);

    void pass(Duration time) {
      nanos += time.toNanos();
    }

    @Override
    public int width() {
      return 64;
    }

    @Override
    public int height() {
      return 64;
    }

    @Override
    public List<YoloxOutput.Found> run(Letterbox part, byte[] bgr, float least, Duration limit)
        throws DetectorException {
      calls++;
      pass(takes);
      if (failing) {
        throw new DetectorException("out of order");
      }
      return List.of();
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
