package org.gengfu.analytics.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.gengfu.analytics.testing.FakeSink;
import org.gengfu.analytics.testing.ManualClock;
import org.gengfu.analytics.testing.RenderedVideo;
import org.gengfu.core.metrics.MetricNames;
import org.gengfu.simulator.scene.Film;
import org.gengfu.simulator.scene.I420;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A camera with five pictures a second and a keyframe every two seconds, before which somebody
 * appears now and then; its pictures grow or don't, as the test says.
 */
class SizesWakeTest {
  private static final String CAMERA = "gate";
  private static final int PER_SECOND = 5;
  private static final int GROUP = 2 * PER_SECOND;

  /** One group in so many shows somebody. */
  private static final int EVERY = 10;

  private static final int GROWN_BYTES = 6_000;

  @TempDir Path directory;
  private final FakePresence presence = new FakePresence();
  private final ManualClock clock = new ManualClock(Hub.START);
  private final RenderedVideo video = new RenderedVideo(new Groups(), GROUP);
  private int group;

  /** Four groups of pictures without anybody, and one with. */
  private record Groups() implements Film {
    private static final int WIDTH = 320;
    private static final int HEIGHT = 180;
    private static final int EMPTY = 4;

    @Override
    public int width() {
      return WIDTH;
    }

    @Override
    public int height() {
      return HEIGHT;
    }

    @Override
    public int frames() {
      return (EMPTY + 1) * GROUP;
    }

    @Override
    public int framesPerSecond() {
      return PER_SECOND;
    }

    @Override
    public void draw(int frame, I420 into) {
      Random stones = new Random(1);
      int[] shades = stones.ints(WIDTH / 10 * (HEIGHT / 10L), 70, 150).toArray();
      Random noise = new Random(frame);
      boolean somebody = frame >= EMPTY * GROUP;
      for (int y = 0; y < HEIGHT; y++) {
        for (int x = 0; x < WIDTH; x++) {
          boolean he = somebody && x >= 140 && x < 170 && y >= 70 && y < 140;
          int luma = he ? 225 : shades[y / 10 * (WIDTH / 10) + x / 10];
          into.y()[y * WIDTH + x] = (byte) (luma + noise.nextInt(3));
        }
      }
      Arrays.fill(into.u(), (byte) 128);
      Arrays.fill(into.v(), (byte) 128);
    }
  }

  /** A group of pictures; the grown ones carry filler data, which decoders pass over. */
  private void group(Hub hub, boolean somebody, boolean grown) {
    int from = (somebody ? Groups.EMPTY : group % Groups.EMPTY) * GROUP;
    List<RenderedVideo.Unit> units = video.units().subList(from, from + GROUP);
    for (int i = 0; i < GROUP; i++) {
      RenderedVideo.Unit unit = units.get(i);
      long pts = (long) (group * GROUP + i) * 90_000 / PER_SECOND;
      clock.set(Hub.START.plusMillis(pts / 90));
      byte[] bytes = grown && i > 0 ? filled(unit.bytes()) : unit.bytes();
      hub.feeds.send(CAMERA, video.accessUnit(bytes, pts, Hub.START, unit.keyframe()));
      hub.workers.runAll();
    }
    group++;
  }

  /** ITU-T H.264 §7.3.2.7: NAL units of type 12. */
  private static byte[] filled(byte[] bytes) {
    byte[] longer = Arrays.copyOf(bytes, bytes.length + 4 + GROWN_BYTES);
    Arrays.fill(longer, bytes.length, longer.length, (byte) 0xff);
    longer[bytes.length] = 0;
    longer[bytes.length + 1] = 0;
    longer[bytes.length + 2] = (byte) (GROWN_BYTES >> 8);
    longer[bytes.length + 3] = (byte) GROWN_BYTES;
    longer[bytes.length + 4] = 12;
    longer[longer.length - 1] = (byte) 0x80;
    return longer;
  }

  private Hub watching() {
    presence.asks = true;
    Hub hub = new Hub(directory, new FakeSink(), clock, presence);
    hub.registry.set(Hub.camera(CAMERA), Hub.noParking(CAMERA));
    hub.pipeline.start();
    return hub;
  }

  private void learn(Hub hub, boolean sizesTell) {
    for (int i = 0; i < 25 * EVERY; i++) {
      boolean before = i % EVERY == EVERY - 2;
      boolean somebody = i % EVERY == EVERY - 1;
      group(hub, somebody, sizesTell && (before || somebody));
    }
    for (int i = 0; i < EVERY; i++) {
      group(hub, false, false);
    }
  }

  @Test
  void sizesThatHaveMeantSomethingWakeBeforeTheKeyframe() {
    try (Hub hub = watching()) {
      learn(hub, true);
      double bySizes = hub.count(MetricNames.WAKE_UPS, "reason", "sizes");
      double byChange = hub.count(MetricNames.WAKE_UPS, "reason", "change");
      assertThat(byChange).as("until it was learned").isPositive();
      group(hub, false, true);
      assertThat(hub.count(MetricNames.WAKE_UPS, "reason", "sizes")).isEqualTo(bySizes + 1);
      assertThat(hub.count(MetricNames.WAKE_UPS, "reason", "change")).isEqualTo(byChange);
    }
    assertThat(video.unreleased()).isZero();
  }

  @Test
  void whatNoSizeTellsOfWakesAtTheKeyframe() {
    try (Hub hub = watching()) {
      learn(hub, true);
      double byChange = hub.count(MetricNames.WAKE_UPS, "reason", "change");
      group(hub, true, false);
      assertThat(hub.count(MetricNames.WAKE_UPS, "reason", "change"))
          .as("a hint, never a gate")
          .isEqualTo(byChange + 1);
    }
  }

  @Test
  void sizesThatMeanNothingWakeNobody() {
    try (Hub hub = watching()) {
      learn(hub, false);
      group(hub, false, true);
      assertThat(hub.count(MetricNames.WAKE_UPS, "reason", "sizes")).isZero();
    }
  }
}
