package org.gengfu.ingest.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.gengfu.core.media.AccessUnit;
import org.gengfu.core.media.Codec;
import org.gengfu.core.media.LiveStreams;
import org.gengfu.core.media.LiveStreams.Viewer;
import org.gengfu.core.media.VideoFormat;
import org.gengfu.ingest.testing.TestUnits;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LiveViewTest {
  private static final int PICTURE = 6000;

  private final TestUnits units = new TestUnits();
  private final FakeViewer viewer = new FakeViewer();
  private int dropped;
  private final LiveView view = new LiveView(viewer, count -> dropped += count);

  private static final class FakeViewer implements Viewer {
    private final List<String> mimeTypes = new ArrayList<>();
    private final List<Boolean> keyframes = new ArrayList<>();
    private final List<ByteBuffer> fragments = new ArrayList<>();
    private boolean ready = true;

    @Override
    public void note(LiveStreams.Note note) {}

    @Override
    public void start(String mimeType, Buffer segment) {
      mimeTypes.add(mimeType);
      assertThat(segment.getString(4, 8)).isEqualTo("ftyp");
    }

    @Override
    public void fragment(Buffer fragment, boolean keyframe) {
      fragments.add(ByteBuffer.wrap(fragment.getBytes()));
      keyframes.add(keyframe);
    }

    @Override
    public boolean ready() {
      return ready;
    }

    /** When each fragment begins, and when it ends. */
    List<Long> times() {
      List<Long> times = new ArrayList<>();
      for (ByteBuffer one : fragments) {
        long begin = one.getLong(find(one, "tfdt") + 8);
        times.add(begin);
        times.add(begin + one.getInt(find(one, "trun") + 16));
      }
      return times;
    }
  }

  /** Where the box's type stands. */
  private static int find(ByteBuffer in, String type) {
    return StandardCharsets.ISO_8859_1.decode(in.duplicate()).toString().indexOf(type);
  }

  @AfterEach
  void everythingIsFreed() {
    view.close();
    assertThat(units.alive()).isZero();
  }

  @Test
  void tellsWhenEachPictureBeginsAndHowLongItLasts() {
    take(units.keyframe(900_000, 10));
    take(units.picture(900_000 + PICTURE, 10));
    take(units.picture(900_000 + 3 * PICTURE, 10));
    take(units.picture(900_000 + 4 * PICTURE, 10));

    assertThat(viewer.mimeTypes).containsExactly("video/mp4; codecs=\"avc1.4d4016\"");
    assertThat(viewer.times())
        .as("the first lasts as long as it does, each other as long as the one before")
        .containsExactly(0L, 6000L, 6000L, 12_000L, 18_000L, 30_000L, 24_000L, 30_000L);
    assertThat(viewer.keyframes).containsExactly(true, false, false, false);
  }

  @Test
  void writesTheBoxesOfAFragment() {
    AccessUnit unit = units.keyframe(7, 10);
    byte[] bytes = Fragment.of(unit, 3, 12_345, 6000);
    unit.release();
    ByteBuffer in = ByteBuffer.wrap(bytes);

    int moof = in.getInt(0);
    assertThat(in.getInt(moof)).isEqualTo(8 + 10);
    assertThat(find(in, "mdat")).isEqualTo(moof + 4);
    assertThat(bytes).hasSize(moof + 18);
    int trun = find(in, "trun");
    assertThat(in.getInt(trun + 8)).as("samples").isEqualTo(1);
    assertThat(in.getInt(trun + 12)).as("where the bytes begin").isEqualTo(moof + 8);
    assertThat(in.getInt(trun + 20)).as("size").isEqualTo(10);
    assertThat(in.getInt(trun + 24)).as("sync sample").isEqualTo(0x02000000);
    assertThat(in.getInt(find(in, "mfhd") + 8)).isEqualTo(3);
  }

  @Test
  void dropsToTheNextKeyframeForASlowViewer() {
    take(units.keyframe(0, 10));
    take(units.picture(PICTURE, 10));
    viewer.ready = false;
    take(units.picture(2 * PICTURE, 10));
    viewer.ready = true;
    take(units.picture(3 * PICTURE, 10));
    take(units.keyframe(4 * PICTURE, 10));
    take(units.picture(5 * PICTURE, 10));

    assertThat(dropped).isEqualTo(2);
    assertThat(viewer.keyframes).containsExactly(true, false, true, false);
    assertThat(viewer.times().get(4)).as("as late as it came").isEqualTo(24_000L);
  }

  @Test
  void staysDroppedWhileTheViewerIsNotReadyAtAKeyframe() {
    take(units.keyframe(0, 10));
    viewer.ready = false;
    take(units.keyframe(PICTURE, 10));
    take(units.keyframe(2 * PICTURE, 10));
    viewer.ready = true;
    take(units.picture(3 * PICTURE, 10));
    assertThat(viewer.fragments).isEmpty();
    assertThat(dropped).isEqualTo(4);
  }

  @Test
  void bridgesInterruptionsAndTimesThatGoBack() {
    take(units.keyframe(0, 10));
    take(units.picture(PICTURE, 10));
    take(units.keyframe(PICTURE + LiveView.MAX_DURATION + 1, 10));
    take(units.keyframe(0, 10));
    assertThat(viewer.times())
        .containsExactly(0L, 6000L, 6000L, 12_000L, 12_000L, 18_000L, 18_000L, 24_000L);
  }

  @Test
  void beginsAnewWithAnotherFormat() {
    byte[] other = TestUnits.SUB.decoderConfiguration();
    other[3] = 0x1f;
    VideoFormat changed = new VideoFormat(Codec.H264, 1280, 720, other);
    take(units.keyframe(0, 10));
    take(units.unit(changed, PICTURE, true, 10));
    take(units.unit(changed, 2 * PICTURE, false, 10));
    assertThat(viewer.mimeTypes)
        .containsExactly("video/mp4; codecs=\"avc1.4d4016\"", "video/mp4; codecs=\"avc1.4d401f\"");
  }

  @Test
  void holdsNothingAfterItsEnd() {
    take(units.keyframe(0, 10));
    view.close();
    assertThat(units.alive()).isZero();
    take(units.picture(PICTURE, 10));
    assertThat(viewer.fragments).isEmpty();
  }

  private void take(AccessUnit unit) {
    view.accept(unit);
    unit.release();
  }
}
