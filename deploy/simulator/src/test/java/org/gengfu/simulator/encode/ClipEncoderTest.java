package org.gengfu.simulator.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.gengfu.simulator.clip.Clip;
import org.gengfu.simulator.clip.Gop;
import org.gengfu.simulator.clip.Picture;
import org.gengfu.simulator.scene.Film;
import org.gengfu.simulator.scene.I420;
import org.gengfu.simulator.scene.Scenery;
import org.junit.jupiter.api.Test;

class ClipEncoderTest {
  /** The first pictures of a film, and what was drawn. */
  private static final class FirstPictures implements Film {
    private final Film film;
    private final int frames;
    private final List<byte[]> drawn = new ArrayList<>();

    FirstPictures(Film film, int frames) {
      this.film = film;
      this.frames = frames;
    }

    @Override
    public int width() {
      return film.width();
    }

    @Override
    public int height() {
      return film.height();
    }

    @Override
    public int framesPerSecond() {
      return film.framesPerSecond();
    }

    @Override
    public int frames() {
      return frames;
    }

    @Override
    public void draw(int frame, I420 into) {
      film.draw(frame, into);
      drawn.add(into.y().clone());
    }
  }

  @Test
  void aRenderedSceneIsDecodedAsItWasDrawn() {
    Film rendered = Objects.requireNonNull(Scenery.HALL_SQUARE.films().get("arrival"));
    FirstPictures film = new FirstPictures(rendered, 20);
    Clip clip = ClipEncoder.encode(film, 10, 320_000);
    List<Decoded> decoded = Decoded.of(clip.gops());
    assertThat(decoded).hasSize(20);
    for (int i = 0; i < 20; i++) {
      assertThat(decoded.get(i).width()).isEqualTo(Scenery.WIDTH);
      assertThat(decoded.get(i).differenceTo(film.drawn.get(i))).as("picture %d", i).isLessThan(4);
    }
  }

  @Test
  void everyGopStandsAlone() {
    Clip clip = TestCard.clip(96, 64);
    for (Gop gop : clip.gops()) {
      assertThat(Decoded.of(List.of(gop))).hasSize(gop.pictures().size());
    }
  }

  @Test
  void clipsOfOneShapeFollowOneAnother() {
    // A timeline changes from clip to clip within one stream: their parameter sets must agree.
    Clip one = TestCard.clip(96, 64);
    Clip other = TestCard.clip(96, 64);
    assertThat(one.gops().get(0).parameterSets()).isEqualTo(other.gops().get(3).parameterSets());
    assertThat(Decoded.of(List.of(one.gops().get(0), other.gops().get(4)))).hasSize(10);
  }

  @Test
  void timesGrowEvenlyFromKeyframeToKeyframe() {
    Clip clip = TestCard.clip(96, 64);
    assertThat(clip.gopTicks()).isEqualTo(45_000);
    assertThat(clip.seconds()).isEqualTo(4);
    for (Gop gop : clip.gops()) {
      assertThat(gop.pictures())
          .extracting(Picture::offsetTicks)
          .containsExactly(0L, 9000L, 18_000L, 27_000L, 36_000L);
      assertThat(gop.pictures().get(0).nals()).allMatch(nal -> (nal[0] & 0x1f) == 5);
      assertThat(gop.pictures().get(1).nals()).allMatch(nal -> (nal[0] & 0x1f) == 1);
    }
  }

  @Test
  void refusesPartsOfGops() {
    Film film = new FirstPictures(Objects.requireNonNull(Scenery.BACK_LANE.films().get("idle")), 7);
    assertThatThrownBy(() -> ClipEncoder.encode(film, 5, 100_000))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
