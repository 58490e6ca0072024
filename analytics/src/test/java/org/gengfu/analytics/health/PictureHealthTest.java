package org.gengfu.analytics.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.gengfu.core.cases.FaultKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PictureHealthTest {
  private static final int WIDTH = 320;
  private static final int HEIGHT = 180;
  private static final Duration LEARNING = Duration.ofMinutes(10);
  private static final Clip.Change AS_IT_IS = Clip.AS_IT_IS;

  private static final List<Clip.Frame> STREET = street(110, 1.2, false);
  private static final byte[] LEARNED = learned();

  private final Clip clip = new Clip(STREET);
  private final PictureHealth health = new PictureHealth(kind -> false, LEARNED);

  /** A street of house fronts and stones, its own noise in each picture, somebody walking. */
  private static List<Clip.Frame> street(int brightness, double sigma, boolean colourless) {
    Random scene = new Random(3);
    int[] fronts = scene.ints(24 * 14, -45, 46).toArray();
    int[] stones = scene.ints(WIDTH * HEIGHT / 9 + WIDTH, -22, 23).toArray();
    List<Clip.Frame> frames = new ArrayList<>();
    for (int picture = 0; picture < 24; picture++) {
      Random noise = new Random(100 + picture);
      byte[] luma = new byte[WIDTH * HEIGHT];
      for (int y = 0; y < HEIGHT; y++) {
        for (int x = 0; x < WIDTH; x++) {
          int value = fronts[y / 13 * 24 + x / 14 % 24] + stones[y / 3 * (WIDTH / 3) + x / 3];
          boolean walker = Math.abs(x - picture * 13) < 7 && y > 80 && y < 140;
          double lit = walker ? 30 : value * brightness / 110.0;
          long seen = Math.round(brightness + lit + sigma * noise.nextGaussian());
          luma[y * WIDTH + x] = (byte) Math.max(0, Math.min(255, seen));
        }
      }
      frames.add(
          new Clip.Frame(
              WIDTH, HEIGHT, luma, noise.longs(PictureSample.BANDS).toArray(), colourless));
    }
    return frames;
  }

  private static byte[] learned() {
    PictureHealth fresh = new PictureHealth(kind -> false, null);
    new Clip(STREET).show(fresh, LEARNING, AS_IT_IS);
    return fresh.save();
  }

  private static List<FaultKind> open(PictureHealth health) {
    List<FaultKind> open = new ArrayList<>();
    health
        .kinds()
        .forEach(
            kind -> {
              if (health.open(kind)) {
                open.add(kind);
              }
            });
    return open;
  }

  private record Break(FaultKind kind, Duration patience, Duration back) {}

  static Stream<Arguments> breaks() {
    Clip maker = new Clip(STREET);
    return Stream.of(
        Arguments.of(
            "frozen",
            Clip.frozen(0),
            new Break(FaultKind.FROZEN_PICTURE, PictureHealth.FROZEN, PictureHealth.MOVES_AGAIN)),
        Arguments.of(
            "frozen under a running clock",
            Clip.frozen(2),
            new Break(
                FaultKind.FROZEN_PICTURE,
                PictureHealth.FROZEN_BUT_CLOCK,
                PictureHealth.MOVES_AGAIN)),
        Arguments.of(
            "black",
            maker.flat(18, 2),
            new Break(FaultKind.BLACK_PICTURE, PictureHealth.BLACK, PictureHealth.SEES_AGAIN)),
        Arguments.of(
            "over-exposed",
            maker.gain(3, 120),
            new Break(
                FaultKind.OVER_EXPOSED, PictureHealth.OVER_EXPOSED, PictureHealth.WELL_AGAIN)),
        Arguments.of(
            "a hand before the whole lens",
            maker.covered(1),
            new Break(FaultKind.COVERED_LENS, PictureHealth.COVERED, PictureHealth.WELL_AGAIN)),
        Arguments.of(
            "grey paint on the lens, in another light",
            maker.flat(60, 1),
            new Break(FaultKind.COVERED_LENS, PictureHealth.COVERED, PictureHealth.WELL_AGAIN)),
        Arguments.of(
            "a leaf before a part",
            maker.covered(0.6),
            new Break(
                FaultKind.COVERED_LENS, PictureHealth.PARTLY_COVERED, PictureHealth.WELL_AGAIN)),
        Arguments.of(
            "out of focus",
            maker.blurred(2),
            new Break(FaultKind.BLURRED, PictureHealth.BLURRED, PictureHealth.WELL_AGAIN)),
        Arguments.of(
            "far out of focus",
            maker.blurred(5),
            new Break(FaultKind.BLURRED, PictureHealth.BLURRED, PictureHealth.WELL_AGAIN)),
        Arguments.of(
            "turned a bit",
            maker.shifted(18, 4),
            new Break(FaultKind.SCENE_MOVED, PictureHealth.MOVED, PictureHealth.WELL_AGAIN)),
        Arguments.of(
            "turned far",
            maker.shifted(-130, 30),
            new Break(FaultKind.SCENE_MOVED, PictureHealth.MOVED, PictureHealth.WELL_AGAIN)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("breaks")
  void opensAfterItsPatienceAndClosesWhenWellAgain(String name, Clip.Change change, Break wanted) {
    clip.show(health, wanted.patience().minusSeconds(10), change);
    assertThat(open(health)).as("not yet").isEmpty();
    clip.show(health, Duration.ofSeconds(20), change);
    assertThat(open(health)).containsExactly(wanted.kind());
    assertThat(health.details(wanted.kind())).isNotEmpty();
    assertThat(health.since(wanted.kind()))
        .isBetween(
            clip.now().minus(wanted.patience()).minusSeconds(20),
            clip.now().minus(wanted.patience()).plusSeconds(20));
    clip.show(health, Duration.ofMinutes(12), change);
    assertThat(open(health)).as("a fault is not learned").containsExactly(wanted.kind());

    clip.show(health, wanted.back().minusSeconds(10), AS_IT_IS);
    assertThat(open(health)).as("not well yet").containsExactly(wanted.kind());
    clip.show(health, Duration.ofSeconds(30), AS_IT_IS);
    assertThat(open(health)).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("breaks")
  void takesNoNoticeOfWhatPassesBy(String name, Clip.Change change, Break wanted) {
    for (int i = 0; i < 3; i++) {
      clip.show(health, wanted.patience().minusSeconds(20), change);
      clip.show(health, Duration.ofSeconds(20), AS_IT_IS);
    }
    assertThat(open(health)).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("breaks")
  void knowsAfterARestartWhatWasOpenAndHowItUsuallyLooks(
      String name, Clip.Change change, Break wanted) {
    clip.show(health, wanted.patience().plusSeconds(10), change);
    PictureHealth restarted = new PictureHealth(Set.of(wanted.kind())::contains, health.save());
    clip.show(restarted, Duration.ofMinutes(1), change);
    assertThat(open(restarted)).containsExactly(wanted.kind());
    clip.show(restarted, wanted.back().plusSeconds(20), AS_IT_IS);
    assertThat(open(restarted)).isEmpty();

    PictureHealth again = new PictureHealth(none -> false, restarted.save());
    clip.show(again, wanted.patience().plusSeconds(20), change);
    assertThat(open(again)).as("without learning anew").containsExactly(wanted.kind());
  }

  @Test
  void acceptsHowACameraLooksNowWhenAPersonSaysSo() {
    Clip.Change turned = clip.shifted(40, 10);
    clip.show(health, PictureHealth.MOVED.plusSeconds(10), turned);
    assertThat(open(health)).containsExactly(FaultKind.SCENE_MOVED);
    health.learnAnew();
    assertThat(open(health)).isEmpty();
    clip.show(health, Duration.ofHours(1), turned);
    assertThat(open(health)).isEmpty();
    clip.show(health, PictureHealth.MOVED.plusSeconds(10), AS_IT_IS);
    assertThat(open(health)).as("back where it is known to look").isEmpty();
    clip.show(health, PictureHealth.MOVED.plusSeconds(10), clip.shifted(-60, 20));
    assertThat(open(health)).as("a third place").containsExactly(FaultKind.SCENE_MOVED);
  }

  @Test
  void knowsThePlacesOfACameraThatTurnsByPlanOnceAPersonHasSaidSo() {
    List<Clip.Change> tour =
        List.of(AS_IT_IS, clip.shifted(90, 20), clip.shifted(-70, -30), clip.shifted(30, 50));
    for (Clip.Change place : tour.subList(1, tour.size())) {
      clip.show(health, PictureHealth.MOVED.plusSeconds(10), place);
      assertThat(open(health)).containsExactly(FaultKind.SCENE_MOVED);
      health.learnAnew();
      // It is called away before the place is learned, and comes back.
      clip.show(health, Duration.ofMinutes(3), place);
      clip.show(health, Duration.ofMinutes(6), AS_IT_IS);
      assertThat(open(health)).isEmpty();
      clip.show(health, Duration.ofMinutes(7), place);
      assertThat(open(health)).isEmpty();
    }
    PictureHealth judge = new PictureHealth(kind -> false, health.save());
    for (int round = 0; round < 3; round++) {
      for (Clip.Change place : tour) {
        clip.show(judge, Duration.ofMinutes(round == 0 ? 1 : 9), place);
        assertThat(open(judge)).isEmpty();
      }
    }
    clip.show(judge, PictureHealth.COVERED.plusSeconds(10), clip.covered(1));
    assertThat(open(judge)).as("at any of its places").containsExactly(FaultKind.COVERED_LENS);
    clip.show(judge, PictureHealth.WELL_AGAIN.plusSeconds(20), tour.get(2));
    assertThat(open(judge)).isEmpty();
    clip.show(judge, PictureHealth.MOVED.plusSeconds(10), clip.shifted(-20, 45));
    assertThat(open(judge)).containsExactly(FaultKind.SCENE_MOVED);
    clip.show(judge, PictureHealth.WELL_AGAIN.plusSeconds(20), AS_IT_IS);
    assertThat(open(judge)).isEmpty();
  }

  @Test
  void forgetsFormerPlacesWhenTheZonesAreDrawnAnew() {
    Clip.Change turned = clip.shifted(40, 10);
    clip.show(health, PictureHealth.MOVED.plusSeconds(10), turned);
    health.settle();
    clip.show(health, Duration.ofHours(1), turned);
    assertThat(open(health)).isEmpty();
    clip.show(health, PictureHealth.MOVED.plusSeconds(10), AS_IT_IS);
    assertThat(open(health)).as("turned back is turned").containsExactly(FaultKind.SCENE_MOVED);
  }

  @Test
  void keepsEightPlacesAndNoMore() {
    for (int place = 0; place < 12; place++) {
      Clip.Change turned = clip.shifted(place % 2 == 0 ? -90 : 90, 9 * (place - 6));
      clip.show(health, PictureHealth.MOVED.plusSeconds(10), turned);
      health.learnAnew();
      clip.show(health, Duration.ofMinutes(6), turned);
    }
    assertThat(health.save()).hasSizeLessThan(Views.MOST * 150_000);
    assertThat(new PictureHealth(kind -> false, health.save()).save()).isEqualTo(health.save());
  }

  @Test
  void readsWhatAnOlderVersionSaved() throws Exception {
    byte[] old = oneView(LEARNED);
    PictureHealth judge = new PictureHealth(kind -> false, old);
    clip.show(judge, PictureHealth.MOVED.plusSeconds(10), clip.shifted(40, 10));
    assertThat(open(judge)).containsExactly(FaultKind.SCENE_MOVED);
  }

  /** As version 1 wrote it: without a count of places. */
  private static byte[] oneView(byte[] saved) throws java.io.IOException {
    byte[] body;
    try (var in =
        new java.util.zip.InflaterInputStream(
            new java.io.ByteArrayInputStream(saved, 16, saved.length - 16))) {
      assertThat(in.read()).isEqualTo(1);
      body = in.readAllBytes();
    }
    var deflated = new java.io.ByteArrayOutputStream();
    try (var out = new java.util.zip.DeflaterOutputStream(deflated)) {
      out.write(body);
    }
    var crc = new java.util.zip.CRC32C();
    crc.update(deflated.toByteArray());
    return java.nio.ByteBuffer.allocate(16 + deflated.size())
        .put(saved, 0, 4)
        .putInt(1)
        .putLong(crc.getValue())
        .put(deflated.toByteArray())
        .array();
  }

  @Test
  void isNotDisturbedByLightNoiseAndShake() {
    Clip steady = clip;
    List<Clip.Change> harmless =
        List.of(
            clip.gain(0.6, 0),
            clip.gain(1.3, 0),
            clip.gain(0.8, 30),
            clip.noisy(6),
            clip.shifted(2, 1),
            clip.shifted(-3, -2));
    for (Clip.Change change : harmless) {
      steady.show(health, Duration.ofMinutes(12), change);
      assertThat(open(health)).isEmpty();
    }
  }

  @Test
  void takesABusyRoadNeitherForNoiseNorForABlur() {
    // All but the upper third moves, as where lorries pass close by: no noise, and not to be taken
    // off the picture's fine contrast.
    Clip road =
        new Clip(
            street(120, 4, false).stream()
                .map(
                    frame -> {
                      byte[] luma = frame.luma().clone();
                      Random lorries = new Random(frame.bands()[0]);
                      for (int row = HEIGHT / 3; row < HEIGHT; row += 12) {
                        for (int column = 0; column < WIDTH; column += 24) {
                          int paint = 40 + lorries.nextInt(170);
                          fill(luma, column, row, paint, lorries);
                        }
                      }
                      return new Clip.Frame(WIDTH, HEIGHT, luma, frame.bands(), false);
                    })
                .toList());
    PictureHealth judge = new PictureHealth(kind -> false, null);
    road.show(judge, Duration.ofHours(1), AS_IT_IS);
    assertThat(open(judge)).isEmpty();
    road.show(judge, PictureHealth.BLURRED.plusSeconds(20), road.blurred(2));
    assertThat(open(judge)).containsExactly(FaultKind.BLURRED);
  }

  private static void fill(byte[] luma, int left, int top, int paint, Random noise) {
    for (int y = top; y < Math.min(HEIGHT, top + 12); y++) {
      for (int x = left; x < Math.min(WIDTH, left + 24); x++) {
        luma[y * WIDTH + x] = (byte) (paint + noise.nextInt(5) - 2);
      }
    }
  }

  @Test
  void judgesNoNightByTheDay() {
    // Infrared light shows near things only, in shades of its own.
    Clip night =
        new Clip(
            street(60, 3, true).stream()
                .map(
                    frame -> {
                      byte[] luma = frame.luma().clone();
                      for (int i = 0; i < luma.length; i++) {
                        if (i / WIDTH < 100) {
                          luma[i] = (byte) (20 + i % 3);
                        }
                      }
                      return new Clip.Frame(WIDTH, HEIGHT, luma, frame.bands(), true);
                    })
                .toList());
    night.show(health, Duration.ofHours(1), AS_IT_IS);
    assertThat(open(health)).isEmpty();
    clip.show(health, Duration.ofHours(1), AS_IT_IS);
    assertThat(open(health)).isEmpty();
    night.show(health, PictureHealth.MOVED.plusSeconds(20), night.shifted(0, 40));
    assertThat(open(health)).as("the night is known by now").isNotEmpty();
  }

  @Test
  void saysNothingOfADarkPlaceWithALamp() {
    Clip dark =
        new Clip(
            street(110, 1, false).stream()
                .map(
                    frame -> {
                      byte[] luma = new byte[WIDTH * HEIGHT];
                      Random noise = new Random(frame.bands()[0]);
                      for (int i = 0; i < luma.length; i++) {
                        boolean lamp = i % WIDTH > 200 && i % WIDTH < 228 && i / WIDTH < 30;
                        luma[i] = (byte) (lamp ? 220 : 18 + noise.nextInt(8));
                      }
                      return new Clip.Frame(WIDTH, HEIGHT, luma, frame.bands(), false);
                    })
                .toList());
    dark.show(health, Duration.ofHours(1), AS_IT_IS);
    assertThat(open(health)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "real/kiosk",
        "real/pavement-bag",
        "real/hard-shoulder",
        "real/one-way",
        "composed/s09"
      })
  void findsNothingWrongWithClipsOfHealthyCameras(String name) throws Exception {
    Path video =
        Path.of(System.getProperty("gengfu.root", ".."))
            .toAbsolutePath()
            .normalize()
            .resolveSibling("shared/scenes/" + name + ".mp4");
    org.junit.jupiter.api.Assumptions.assumeTrue(Files.exists(video), "the clips are not here");
    Clip healthy = Clip.of(video);
    PictureHealth judge = new PictureHealth(kind -> false, null);
    healthy.show(judge, Duration.ofMinutes(20), AS_IT_IS);
    assertThat(open(judge)).isEmpty();
  }

  @Test
  void refusesDamagedLooks() {
    byte[] saved = health.save();
    byte[] damaged = saved.clone();
    damaged[saved.length / 2] ^= 1;
    assertThatThrownBy(() -> new PictureHealth(kind -> false, damaged))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("damaged");
    assertThatThrownBy(() -> new PictureHealth(kind -> false, new byte[3]))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
