package org.gengfu.ingest.av;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.gengfu.ingest.testing.Eventually.eventually;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.gengfu.core.media.AccessUnit;
import org.gengfu.core.media.Codec;
import org.gengfu.core.media.StreamName;
import org.gengfu.core.media.VideoFeeds.Subscription;
import org.gengfu.core.media.VideoFormat;
import org.gengfu.core.metrics.MetricNames;
import org.gengfu.ingest.testing.EncodedCamera;
import org.gengfu.ingest.testing.TestUnits;
import org.gengfu.simulator.clip.EncodedScene;
import org.gengfu.simulator.encode.TestCard;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TranscodersTest {
  private static final EncodedScene WIDE = TestCard.scene(1280, 720);

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private EncodedCamera camera;
  private Transcoders transcoders;

  @BeforeEach
  void start() throws InterruptedException {
    camera = new EncodedCamera("a", "b", "c");
    transcoders = new Transcoders(camera.feeds, 2, meters);
  }

  @AfterEach
  void stop() {
    transcoders.close();
    camera.close();
    // A worker that has just ended may still hold one for a moment.
    eventually(camera::alive, () -> camera.alive() == 0);
  }

  /** Takes pictures and keeps what is needed of them. */
  private static final class Taken implements Transcoders.Taker {
    private final List<Boolean> keyframes = new CopyOnWriteArrayList<>();
    private final List<Long> pts = new CopyOnWriteArrayList<>();
    private final List<VideoFormat> formats = new CopyOnWriteArrayList<>();
    private final AtomicInteger failures = new AtomicInteger();

    @Override
    public void accept(AccessUnit unit) {
      keyframes.add(unit.keyframe());
      formats.add(unit.format());
      pts.add(unit.pts());
    }

    @Override
    public void failed() {
      failures.incrementAndGet();
    }

    void await(int count) {
      eventually(pts::size, () -> pts.size() >= count);
    }
  }

  private Subscription join(String cameraId, StreamName stream, Taken taken) {
    return Objects.requireNonNull(transcoders.join(cameraId, stream, taken));
  }

  @Test
  void scalesAndKeepsTheTimes() throws InterruptedException {
    Taken big = new Taken();
    Taken small = new Taken();
    try (Subscription one = join("a", StreamName.MAIN, big);
        Subscription two = join("a", StreamName.SUB, small)) {
      assertThat(one).isNotSameAs(two);
      for (int gop = 0; gop < 8; gop++) {
        camera.send("a", WIDE, gop);
      }
      big.await(40);
      small.await(40);
    }
    assertThat(big.formats.get(0).codec()).isEqualTo(Codec.H264);
    assertThat(big.formats.get(0).codecs()).startsWith("avc1.42");
    assertThat(big.formats).extracting(VideoFormat::width).containsOnly(960);
    assertThat(big.formats).extracting(VideoFormat::height).containsOnly(540);
    assertThat(small.formats).extracting(VideoFormat::width).containsOnly(640);
    assertThat(big.pts)
        .isEqualTo(java.util.stream.LongStream.range(0, 40).map(n -> n * 9000).boxed().toList());
    assertThat(big.keyframes.get(0)).isTrue();
    assertThat(big.keyframes.indexOf(true)).isZero();
    assertThat(big.keyframes.subList(1, 20)).containsOnly(false);
    assertThat(big.keyframes.get(20)).as("a keyframe every two seconds").isTrue();
  }

  @Test
  void oneForAllWhoWatchAndTheNextBeginsWithWhatIsInMemory() throws InterruptedException {
    Taken first = new Taken();
    Taken second = new Taken();
    Subscription one = join("a", StreamName.MAIN, first);
    camera.send("a", WIDE, 0);
    first.await(5);
    Subscription two = join("a", StreamName.MAIN, second);
    assertThat(transcoders.count()).isEqualTo(1);
    camera.send("a", WIDE, 1);
    second.await(10);
    assertThat(second.pts).isEqualTo(first.pts);
    assertThat(second.keyframes.get(0)).isTrue();

    one.close();
    one.close();
    assertThat(transcoders.count()).isEqualTo(1);
    camera.send("a", WIDE, 2);
    second.await(15);
    assertThat(first.pts).hasSize(10);
    two.close();
    assertThat(transcoders.count()).isZero();
  }

  @Test
  void theirNumberIsBoundedAndPlacesBecomeFree() {
    Subscription one = join("a", StreamName.MAIN, new Taken());
    Subscription two = join("b", StreamName.MAIN, new Taken());
    assertThat(transcoders.join("c", StreamName.MAIN, new Taken())).isNull();
    assertThat(meters.counter(MetricNames.REFUSED_TRANSCODINGS).count()).isEqualTo(1);
    assertThat(meters.get(MetricNames.TRANSCODINGS).gauge().value()).isEqualTo(2);
    Subscription more = join("a", StreamName.MAIN, new Taken());
    one.close();
    assertThat(transcoders.join("c", StreamName.MAIN, new Taken())).isNull();
    more.close();
    Subscription three = join("c", StreamName.MAIN, new Taken());
    two.close();
    three.close();
    assertThat(transcoders.count()).isZero();
  }

  @Test
  void saysWhenNothingCanBeDecoded() throws InterruptedException {
    Taken taken = new Taken();
    Subscription its = join("a", StreamName.MAIN, taken);
    VideoFormat broken = new VideoFormat(Codec.H265, 64, 64, new byte[] {1, 2, 3});
    for (int n = 0; n <= Transcoding.MAX_FAILURES; n++) {
      camera.deliver("a", camera.unit(broken, n * 9000L, true, new byte[] {0, 0, 0, 1, 9}));
    }
    eventually(taken.failures::get, () -> taken.failures.get() == 1);
    assertThat(transcoders.count()).isZero();
    its.close();
    assertThat(taken.pts).isEmpty();
  }

  @Test
  void goesOnWithAnotherFormat() throws InterruptedException {
    Taken taken = new Taken();
    try (Subscription its = join("a", StreamName.MAIN, taken)) {
      assertThat(its).isNotNull();
      camera.send("a", WIDE, 0);
      camera.send("a", TestCard.scene(320, 240), 1);
      taken.await(10);
    }
    assertThat(taken.formats.get(4).width()).isEqualTo(960);
    assertThat(taken.formats.get(5).width()).isEqualTo(320);
    assertThat(taken.keyframes.get(5)).isTrue();
  }

  @Test
  void aSlowWorkerLosesPicturesUpToTheNextKeyframe() throws InterruptedException {
    TestUnits units = new TestUnits();
    AtomicInteger dropped = new AtomicInteger();
    UnitQueue queue = new UnitQueue(dropped::addAndGet);
    offer(queue, units.keyframe(0, 10));
    for (int n = 1; n < UnitQueue.MAX_UNITS; n++) {
      offer(queue, units.picture(n, 10));
    }
    assertThat(dropped).hasValue(0);
    assertThat(units.alive()).isEqualTo(UnitQueue.MAX_UNITS);
    offer(queue, units.picture(UnitQueue.MAX_UNITS, 10));
    assertThat(dropped).hasValue(1);
    AccessUnit taken = Objects.requireNonNull(queue.take());
    assertThat(taken.pts()).isZero();
    taken.release();
    offer(queue, units.picture(UnitQueue.MAX_UNITS + 1, 10));
    assertThat(dropped).as("its reference is missing").hasValue(2);

    offer(queue, units.keyframe(500, 10));
    assertThat(dropped).hasValue(2 + UnitQueue.MAX_UNITS - 1);
    AccessUnit next = Objects.requireNonNull(queue.take());
    assertThat(next.pts()).isEqualTo(500);
    next.release();
    offer(queue, units.keyframe(501, UnitQueue.MAX_BYTES));
    offer(queue, units.picture(502, 1));
    assertThat(units.alive()).as("bytes are bounded, too").isEqualTo(1);
    queue.close();
    assertThat(queue.take()).isNull();
    assertThat(units.alive()).isZero();
  }

  private static void offer(UnitQueue queue, AccessUnit unit) {
    queue.offer(unit);
    unit.release();
  }

  @Test
  void checksItsBounds() {
    assertThat(
            new Transcoders(camera.feeds, Transcoders.GREATEST_MAX, new SimpleMeterRegistry())
                .count())
        .isZero();
    assertThatThrownBy(
            () ->
                new Transcoders(
                    camera.feeds, Transcoders.GREATEST_MAX + 1, new SimpleMeterRegistry()))
        .hasMessageContaining("0 to 64");
    assertThatThrownBy(() -> new EncodeLimits(15, 10)).hasMessageContaining("width");
    assertThatThrownBy(() -> new EncodeLimits(640, 61)).hasMessageContaining("pictures a second");
  }
}
