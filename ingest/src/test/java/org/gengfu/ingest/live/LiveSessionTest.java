package org.gengfu.ingest.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gengfu.ingest.testing.Eventually.eventually;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.gengfu.core.media.AudioCodec;
import org.gengfu.core.media.AudioFormat;
import org.gengfu.core.media.AudioUnit;
import org.gengfu.core.media.Codec;
import org.gengfu.core.media.LiveStreams.Note;
import org.gengfu.core.media.LiveStreams.Reason;
import org.gengfu.core.media.LiveStreams.Viewer;
import org.gengfu.core.media.LiveStreams.Wish;
import org.gengfu.core.media.StreamName;
import org.gengfu.core.media.VideoFeeds.Subscription;
import org.gengfu.core.media.VideoFormat;
import org.gengfu.ingest.av.Transcoders;
import org.gengfu.ingest.testing.EncodedCamera;
import org.gengfu.ingest.testing.TestUnits;
import org.gengfu.simulator.clip.EncodedScene;
import org.gengfu.simulator.encode.TestCard;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LiveSessionTest {
  private static final EncodedScene CARD = TestCard.scene(320, 240);
  private static final VideoFormat H265 =
      new VideoFormat(Codec.H265, 640, 360, new byte[] {1, 1, 0x60, 0, 0, 0, 0, 0, 0, 0, 0, 0, 93});

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private EncodedCamera camera;
  private Transcoders transcoders;

  @BeforeEach
  void start() throws InterruptedException {
    camera = new EncodedCamera("a", "b", "c+sub");
    transcoders = new Transcoders(camera.feeds, 1, meters);
  }

  @AfterEach
  void stop() {
    transcoders.close();
    camera.close();
    // A worker that has just ended may still hold one for a moment.
    eventually(camera::alive, () -> camera.alive() == 0);
  }

  /** A browser that is always ready. */
  private static final class Browser implements Viewer {
    private final List<Note> notes = new CopyOnWriteArrayList<>();
    private final List<String> types = new CopyOnWriteArrayList<>();
    private final List<Boolean> fragments = new CopyOnWriteArrayList<>();

    @Override
    public void note(Note note) {
      notes.add(note);
    }

    @Override
    public void start(String mimeType, Buffer segment) {
      types.add(mimeType);
    }

    @Override
    public void fragment(Buffer fragment, boolean keyframe) {
      fragments.add(keyframe);
    }

    @Override
    public boolean ready() {
      return true;
    }
  }

  private Subscription open(String cameraId, Browser browser, Codec... codecs) {
    return new LiveFanOut(camera.feeds, transcoders, new SimpleMeterRegistry())
        .open(cameraId, new Wish(StreamName.MAIN, Set.of(codecs)), browser);
  }

  private void h265(String id, long pts, boolean keyframe) throws InterruptedException {
    camera.deliver(id, camera.unit(H265, pts, keyframe, new byte[] {0, 0, 0, 2, 0x26, 1}));
  }

  private static Note note(boolean transcoded, Codec codec, @Nullable Reason reason) {
    return new Note(StreamName.MAIN, transcoded, codec, reason);
  }

  @Test
  void h264PlaysEverywhere() throws InterruptedException {
    Browser browser = new Browser();
    try (Subscription its = open("a", browser, Codec.H264)) {
      assertThat(its).isNotNull();
      camera.send("a", CARD, 0);
      camera.send("a", CARD, 1);
      eventually(browser.fragments::size, () -> browser.fragments.size() >= 9);
    }
    assertThat(browser.notes).containsExactly(note(false, Codec.H264, null));
    assertThat(browser.fragments.get(0)).isTrue();
    assertThat(transcoders.count()).isZero();
  }

  @Test
  void saysThatSoundComesWhichBrowsersDoNotPlay() throws InterruptedException {
    Browser browser = new Browser();
    try (Subscription its = open("a", browser, Codec.H264)) {
      assertThat(its).isNotNull();
      camera.send("a", CARD, 0);
      camera.hear("a", sound(AudioCodec.PCMU, new byte[0]));
      camera.hear("a", sound(AudioCodec.PCMU, new byte[0]));
      camera.hear("a", sound(AudioCodec.AAC, new byte[] {0x14, 0x08}));
      eventually(browser.notes::size, () -> browser.notes.size() >= 3);
    }
    assertThat(browser.notes).extracting(Note::silent).containsExactly(null, AudioCodec.PCMU, null);
  }

  private static AudioUnit sound(AudioCodec codec, byte[] configuration) {
    return new AudioUnit(new AudioFormat(codec, 8_000, 1, configuration), 0, 160, new byte[160]);
  }

  @Test
  void h265GoesToBrowsersThatPlayIt() throws InterruptedException {
    Browser browser = new Browser();
    try (Subscription its = open("a", browser, Codec.H264, Codec.H265)) {
      assertThat(its).isNotNull();
      h265("a", 0, true);
      h265("a", 3600, false);
      h265("a", 7200, false);
    }
    assertThat(browser.notes).containsExactly(note(false, Codec.H265, null));
    assertThat(browser.types).singleElement().asString().contains("hvc1");
    assertThat(browser.fragments).containsExactly(true, false, false);
    assertThat(transcoders.count()).isZero();
  }

  @Test
  void whoCannotPlayTheMainStreamSeesTheSubStream() throws InterruptedException {
    Browser browser = new Browser();
    try (Subscription its = open("c", browser, Codec.H264)) {
      assertThat(its).isNotNull();
      camera.send("c-sub", CARD, 0);
      for (int n = 0; n < 4; n++) {
        h265("c", n * 3600L, n == 0);
      }
      camera.send("c-sub", CARD, 1);
      eventually(browser.fragments::size, () -> browser.fragments.size() >= 9);
      assertThat(browser.notes)
          .containsExactly(new Note(StreamName.SUB, false, Codec.H265, Reason.OTHER_STREAM));
      assertThat(browser.types).singleElement().asString().contains("avc1");
      assertThat(transcoders.count()).isZero();

      // The admin sets the main stream to H.264: it is shown at once.
      camera.send("c", TestCard.scene(640, 360), 2);
      eventually(() -> browser.notes, () -> browser.notes.size() == 2);
      assertThat(browser.notes.get(1)).isEqualTo(note(false, Codec.H264, null));
      assertThat(browser.types).hasSize(2);
    }
  }

  @Test
  void theSubStreamIsFoundAlsoWhereAllIsInMemoryAlready() throws InterruptedException {
    camera.send("c-sub", CARD, 0);
    for (int n = 0; n < 10; n++) {
      h265("c", n * 3600L, n == 0);
    }
    Browser browser = new Browser();
    try (Subscription its = open("c", browser, Codec.H264)) {
      assertThat(its).isNotNull();
      eventually(browser.fragments::size, () -> browser.fragments.size() >= 5);
    }
    assertThat(browser.notes)
        .containsExactly(new Note(StreamName.SUB, false, Codec.H265, Reason.OTHER_STREAM));
  }

  @Test
  void whoWishesASubStreamThatItCannotPlaySeesTheMainStream() throws InterruptedException {
    Browser browser = new Browser();
    LiveFanOut live = new LiveFanOut(camera.feeds, transcoders, new SimpleMeterRegistry());
    try (Subscription its = live.open("c", new Wish(StreamName.SUB, Set.of(Codec.H264)), browser)) {
      assertThat(its).isNotNull();
      camera.send("c", CARD, 0);
      h265("c-sub", 0, true);
      h265("c-sub", 3600, false);
      camera.send("c", CARD, 1);
      eventually(browser.fragments::size, () -> browser.fragments.size() >= 9);
    }
    assertThat(browser.notes)
        .containsExactly(new Note(StreamName.MAIN, false, Codec.H265, Reason.OTHER_STREAM));
  }

  @Test
  void whatCannotBeDecodedIsSaidAndTriedAgain() throws InterruptedException {
    Browser browser = new Browser();
    try (Subscription its = open("a", browser, Codec.H264)) {
      assertThat(its).isNotNull();
      // Rubbish in the place of H.265: an encoder is found, and gives up.
      eventually(() -> browser.notes, () -> rubbishUntil(browser, Reason.UNDECODABLE, 1));
      assertThat(browser.notes)
          .startsWith(
              note(true, Codec.H265, Reason.TRANSCODED),
              note(false, Codec.H265, Reason.UNDECODABLE));
      eventually(() -> browser.notes, () -> rubbishUntil(browser, Reason.UNDECODABLE, 2));
      assertThat(browser.fragments).isEmpty();

      camera.send("a", CARD, 1000);
      camera.send("a", CARD, 1001);
      eventually(browser.fragments::size, () -> browser.fragments.size() >= 9);
      assertThat(browser.notes.get(browser.notes.size() - 1))
          .isEqualTo(note(false, Codec.H264, null));
    }
    assertThat(transcoders.count()).isZero();
  }

  private boolean rubbishUntil(Browser browser, Reason reason, int times) {
    try {
      h265("a", 0, true);
      h265("a", 3600, false);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    return browser.notes.stream().filter(note -> note.reason() == reason).count() >= times;
  }

  @Test
  void whoFindsNoEncoderIsToldAndGetsTheNextFreeOne() throws InterruptedException {
    Subscription busy =
        transcoders.join(
            "b",
            StreamName.MAIN,
            new Transcoders.Taker() {
              @Override
              public void accept(org.gengfu.core.media.AccessUnit unit) {}

              @Override
              public void failed() {}
            });
    assertThat(busy).isNotNull();
    Browser browser = new Browser();
    try (Subscription its = open("a", browser, Codec.H264)) {
      assertThat(its).isNotNull();
      for (int n = 0; n < 10; n++) {
        h265("a", n * 3600L, true);
      }
      assertThat(browser.notes).containsExactly(note(false, Codec.H265, Reason.BUSY));
      busy.close();
      for (int n = 10; n < 20 && browser.notes.size() < 2; n++) {
        h265("a", n * 3600L, true);
      }
      assertThat(browser.notes.get(1)).isEqualTo(note(true, Codec.H265, Reason.TRANSCODED));
    }
    assertThat(transcoders.count()).isZero();
  }

  @Test
  void sixtyFourViewersOneOfThemSlow() throws InterruptedException {
    TestUnits units = new TestUnits();
    SimpleMeterRegistry counted = new SimpleMeterRegistry();
    LiveFanOut live = new LiveFanOut(camera.feeds, transcoders, counted);
    List<Browser> quick = new CopyOnWriteArrayList<>();
    List<Subscription> open = new CopyOnWriteArrayList<>();
    for (int n = 0; n < 63; n++) {
      Browser browser = new Browser();
      quick.add(browser);
      open.add(live.open("a", Wish.STANDARD, browser));
    }
    int[] waiting = {0};
    List<Boolean> slow = new CopyOnWriteArrayList<>();
    open.add(
        live.open(
            "a",
            Wish.STANDARD,
            new Viewer() {
              @Override
              public void note(Note note) {}

              @Override
              public void start(String mimeType, Buffer segment) {}

              @Override
              public void fragment(Buffer fragment, boolean keyframe) {
                slow.add(keyframe);
                waiting[0]++;
              }

              @Override
              public boolean ready() {
                return waiting[0] < 30;
              }
            }));
    for (int n = 0; n < 500; n++) {
      // It reads at a tenth of the speed.
      waiting[0] -= n % 10 == 0 && waiting[0] > 0 ? 1 : 0;
      camera.deliver("a", units.unit(TestUnits.SUB, n * 3600L, n % 25 == 0, 1000));
    }
    for (Browser browser : quick) {
      assertThat(browser.fragments).hasSize(500);
      assertThat(browser.types).hasSize(1);
    }
    assertThat(slow).hasSizeBetween(60, 250);
    assertThat(slow.get(0)).isTrue();
    open.forEach(Subscription::close);
    // A GOP in memory is all that is kept.
    assertThat(units.alive()).isLessThanOrEqualTo(25);
  }
}
