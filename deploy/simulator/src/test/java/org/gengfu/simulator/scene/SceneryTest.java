package org.gengfu.simulator.scene;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SceneryTest {
  private static Film film(Scenery scenery, String name) {
    return Objects.requireNonNull(scenery.films().get(name));
  }

  private static double meanLuma(Scenery scenery) {
    Film film = film(scenery, Scenery.LOOP);
    I420 picture = I420.of(film.width(), film.height());
    film.draw(0, picture);
    long sum = 0;
    for (byte sample : picture.y()) {
      sum += sample & 0xff;
    }
    return (double) sum / picture.y().length;
  }

  private static int[] painted(Film film, int frame) {
    return ((PlaceFilm) film).paint(frame).clone();
  }

  /** Pixels that differ, the clock left out. */
  private static int differing(int[] one, int[] other) {
    int count = 0;
    for (int i = 40 * Scenery.WIDTH; i < one.length; i++) {
      if (one[i] != other[i]) {
        count++;
      }
    }
    return count;
  }

  @ParameterizedTest
  @EnumSource
  void zonesLieInThePicture(Scenery scenery) {
    assertThat(scenery.zone().bounds().area()).isBetween(0.02, 0.8);
    assertThat(scenery.filmNames()).hasSize(scenery.scripted() ? 4 : 1);
  }

  @Test
  void nightIsDarkerThanDay() {
    assertThat(meanLuma(Scenery.STREET_MORNING)).isBetween(100.0, 180.0);
    assertThat(meanLuma(Scenery.STREET_NIGHT)).isBetween(20.0, 95.0);
  }

  @Test
  void aLoopHasNoSeam() {
    Film film = film(Scenery.SCHOOL, Scenery.LOOP);
    int last = film.frames() - 1;
    int within = differing(painted(film, last - 1), painted(film, last));
    int across = differing(painted(film, last), painted(film, 0));
    assertThat(within).isPositive();
    assertThat(across).isBetween(within / 3, within * 3);
  }

  @ParameterizedTest
  @EnumSource(names = {"HALL_SQUARE", "BACK_LANE", "RIVER_BANK"})
  void aStorysChaptersMeetWithoutAJump(Scenery scenery) {
    Map<String, Film> films = scenery.films();
    int[] idle = painted(Objects.requireNonNull(films.get("idle")), 0);
    int[] after = painted(Objects.requireNonNull(films.get("after")), 0);
    assertThat(differing(idle, after)).as("it is to be seen").isGreaterThan(1000);
    for (String chapter : List.of("idle", "arrival", "after", "departure")) {
      Film film = Objects.requireNonNull(films.get(chapter));
      boolean beginsIdle = chapter.equals("idle") || chapter.equals("arrival");
      boolean endsIdle = chapter.equals("idle") || chapter.equals("departure");
      assertThat(differing(painted(film, 0), beginsIdle ? idle : after)).as(chapter).isZero();
      int end = differing(painted(film, film.frames() - 1), endsIdle ? idle : after);
      assertThat(end).as("end of " + chapter).isZero();
    }
  }

  @Test
  void drawsTheSameEveryTime() {
    int[] once = painted(film(Scenery.BACK_LANE, "arrival"), 85);
    int[] again = painted(film(Scenery.BACK_LANE, "arrival"), 85);
    assertThat(differing(once, again)).isZero();
  }

  @Test
  void aDarkRoadIsLitBeforeAVehicle() {
    Film film = film(Scenery.CROSSROAD_NIGHT, Scenery.LOOP);
    int[] empty =
        Setting.of(new Crossroad().stage(), new Crossroad().lens(640, 360), Light.NIGHT)
            .backdrop()
            .rgb;
    int[] driving = painted(film, 70);
    int brighter = 0;
    for (int i = 40 * Scenery.WIDTH; i < empty.length; i++) {
      if ((driving[i] >> 8 & 0xff) > (empty[i] >> 8 & 0xff) + 25) {
        brighter++;
      }
    }
    assertThat(brighter).isGreaterThan(1500);
  }
}
