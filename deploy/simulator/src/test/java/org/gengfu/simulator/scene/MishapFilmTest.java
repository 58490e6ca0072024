package org.gengfu.simulator.scene;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MishapFilmTest {
  private Film street;
  private byte[] well;

  @BeforeAll
  void film() {
    street = Objects.requireNonNull(Scenery.STREET_MORNING.films().get(Scenery.LOOP));
    well = luma(street, 0);
  }

  private static byte[] luma(Film film, int frame) {
    I420 picture = I420.of(film.width(), film.height());
    film.draw(frame, picture);
    return picture.y();
  }

  private byte[] after(Mishap mishap) {
    return luma(new MishapFilm(street, mishap), 0);
  }

  private static double mean(byte[] luma) {
    long sum = 0;
    for (byte value : luma) {
      sum += value & 0xff;
    }
    return sum / (double) luma.length;
  }

  /** Mean square of the step from one pixel to its neighbour. */
  private static double contrast(byte[] luma) {
    long sum = 0;
    for (int i = 1; i < luma.length; i++) {
      int step = (luma[i] & 0xff) - (luma[i - 1] & 0xff);
      sum += (long) step * step;
    }
    return sum / (double) luma.length;
  }

  @Test
  void keepsTheSizeAndThePaceOfTheFilm() {
    MishapFilm film = new MishapFilm(street, Mishap.BLURRED);
    assertThat(film.width()).isEqualTo(street.width());
    assertThat(film.height()).isEqualTo(street.height());
    assertThat(film.frames()).isEqualTo(street.frames());
    assertThat(film.framesPerSecond()).isEqualTo(street.framesPerSecond());
  }

  @Test
  void aFrozenPictureStaysToTheLastBit() {
    MishapFilm film = new MishapFilm(street, Mishap.FROZEN);
    I420 picture = I420.of(film.width(), film.height());
    film.draw(0, picture);
    byte[] first = picture.y().clone();
    film.draw(7, picture);
    assertThat(picture.y()).isEqualTo(first);
    assertThat(luma(street, 7)).as("the street itself goes on").isNotEqualTo(first);
  }

  @Test
  void aBlackOneIsBlackWithNoise() {
    byte[] black = after(Mishap.BLACK);
    assertThat(mean(black)).isBetween(15.0, 17.0);
    assertThat(contrast(black)).isGreaterThan(0.5);
  }

  @Test
  void anOverExposedOneIsMostlyWhite() {
    int white = 0;
    for (byte value : after(Mishap.OVER_EXPOSED)) {
      white += (value & 0xff) >= 235 ? 1 : 0;
    }
    assertThat(white).isGreaterThan(well.length * 6 / 10);
  }

  @Test
  void whatIsCoveredOrBlurredHasLostItsContrast() {
    assertThat(contrast(after(Mishap.COVERED))).isLessThan(0.1 * contrast(well));
    byte[] blurred = after(Mishap.BLURRED);
    assertThat(contrast(blurred)).isLessThan(0.1 * contrast(well));
    assertThat(mean(blurred)).isCloseTo(mean(well), org.assertj.core.data.Offset.offset(2.0));
  }

  @Test
  void whatWasHitShowsThePlaceElsewhere() {
    byte[] moved = after(Mishap.MOVED);
    int by = street.width() / 8;
    int row = 100 * street.width();
    // The noise is that of another turn of the sensor.
    for (int x = by; x < street.width(); x++) {
      assertThat(moved[row + x] & 0xff)
          .isCloseTo(well[row + x - by] & 0xff, org.assertj.core.data.Offset.offset(40));
    }
    assertThat(moved).isNotEqualTo(well);
  }
}
