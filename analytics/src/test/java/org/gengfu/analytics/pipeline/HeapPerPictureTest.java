package org.gengfu.analytics.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.gengfu.analytics.testing.FakeSink;
import org.gengfu.analytics.testing.ManualClock;
import org.gengfu.analytics.testing.RenderedVideo;
import org.gengfu.analytics.testing.StreetFilm;
import org.gengfu.core.media.VideoFeeds.Subscription;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a picture takes of the heap from the mailbox to the verdict, decoding included: next to
 * nothing. A raster alone has 57,600 bytes, a picture 345,600. Nine in ten are held to it: the rest
 * are those behind which the scene is saved, once in half a minute here.
 */
class HeapPerPictureTest {
  private static final String CAMERA = "gate";
  private static final int SECONDS = 60;
  private static final RenderedVideo EMPTY =
      new RenderedVideo(new StreetFilm(1, SECONDS, 5_000, 5_001), 2);

  @TempDir Path directory;
  private final com.sun.management.ThreadMXBean threads =
      (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final FakePresence presence = new FakePresence();
  private final ManualClock clock = new ManualClock(Hub.START);
  private final RenderedVideo street = EMPTY.copy();

  @BeforeEach
  void count() {
    threads.setThreadAllocatedMemoryEnabled(true);
  }

  private Hub watching() {
    Hub hub = new Hub(directory, new FakeSink(), clock, presence);
    hub.registry.set(Hub.camera(CAMERA), Hub.noParking(CAMERA));
    hub.pipeline.start();
    return hub;
  }

  /** Plays these seconds of the empty street, over and over; bytes a picture, least first. */
  private long[] play(Hub hub, List<RenderedVideo.Unit> units, int from, int to) {
    int step = SECONDS / units.size();
    long[] bytes = new long[(to - from) / step];
    for (int i = 0; i < bytes.length; i++) {
      int second = from + i * step;
      RenderedVideo.Unit unit = units.get(second / step % units.size());
      clock.set(Hub.START.plusSeconds(second));
      hub.pipeline.tick();
      hub.feeds.send(
          CAMERA, street.accessUnit(unit.bytes(), second * 90_000L, Hub.START, unit.keyframe()));
      long before = threads.getCurrentThreadAllocatedBytes();
      hub.workers.runAll();
      bytes[i] = threads.getCurrentThreadAllocatedBytes() - before;
    }
    Arrays.sort(bytes);
    return bytes;
  }

  @Test
  void aKeyframeThatShowsNothingNewTakesNextToNothing() {
    try (Hub hub = watching()) {
      play(hub, street.keyframes(), 0, 120);
      long[] bytes = play(hub, street.keyframes(), 120, 320);
      assertThat(bytes[bytes.length * 9 / 10]).as("bytes a keyframe").isLessThan(8_000);
    }
  }

  @Test
  void aPictureOfAnActiveCameraTakesNextToNothing() {
    presence.asks = true;
    try (Hub hub = watching()) {
      Subscription viewer = hub.pipeline.attend(CAMERA);
      play(hub, street.units(), 0, 120);
      long[] bytes = play(hub, street.units(), 120, 320);
      viewer.close();
      assertThat(bytes[bytes.length * 9 / 10]).as("bytes a picture").isLessThan(8_000);
    }
  }
}
