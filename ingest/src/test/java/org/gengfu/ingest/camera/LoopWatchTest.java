package org.gengfu.ingest.camera;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.gengfu.core.metrics.MetricNames;
import org.gengfu.ingest.testing.ManualLoop;
import org.junit.jupiter.api.Test;

class LoopWatchTest {
  private final ManualLoop loop = new ManualLoop();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final LoopWatch watch = new LoopWatch(List.of(loop), meters);

  private Timer lateness() {
    return meters.get(MetricNames.LOOP_LATENESS).timer();
  }

  @Test
  void ticksAHundredTimesASecond() {
    watch.start();
    loop.advance(Duration.ofSeconds(1));
    assertThat(lateness().count()).isEqualTo(100);
    assertThat(lateness().max(TimeUnit.MILLISECONDS)).isZero();
  }

  @Test
  void seesTheLoopStandStill() {
    watch.start();
    loop.schedule(Duration.ofMillis(15), () -> loop.standStill(Duration.ofMillis(80)));
    loop.advance(Duration.ofMillis(100));
    // Due after 20 ms, come after 95.
    assertThat(lateness().max(TimeUnit.MILLISECONDS)).isEqualTo(75);
  }

  @Test
  void endsWhenClosed() {
    watch.start();
    loop.advance(Duration.ofMillis(100));
    watch.close();
    loop.advance(Duration.ofMillis(100));
    assertThat(loop.pending()).isZero();
    assertThat(lateness().count()).isEqualTo(11);
  }
}
