package org.gengfu.simulator.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Objects;
import org.junit.jupiter.api.Test;

class MotionTest {
  private final Track line = new Track(0, 0, 10, 0, 20, 0);

  private static Pose pose(Motion motion, double seconds) {
    return Objects.requireNonNull(motion.at(seconds));
  }

  @Test
  void aLoopGoesOnAtItsBeginning() {
    // 20 m at 2 m/s are 10 s: more than the loop of 8 s, so there are two of them.
    Motion first = Motion.looped(line, 6, 2, 8, 0);
    Motion second = Motion.looped(line, 6, 2, 8, 1);
    assertThat(first.at(6)).isNotNull();
    assertThat(pose(first, 7).x()).isCloseTo(2, within(0.01));
    assertThat(pose(first, 0).x()).isCloseTo(4, within(0.01));
    assertThat(pose(second, 6).x()).isCloseTo(16, within(0.01));
    assertThat(second.at(1)).isNull();
  }

  @Test
  void aTimeTableIsKept() {
    Motion motion = Motion.timed(line, false, true, 1, 0, 4, 3, 8, 4, 8, 20, 0);
    assertThat(motion.at(0.9)).isNull();
    assertThat(pose(motion, 2).x()).isCloseTo(4, within(0.01));
    assertThat(pose(motion, 2).speed()).isCloseTo(4, within(0.01));
    assertThat(pose(motion, 3).x()).isCloseTo(8, within(0.01));
    assertThat(pose(motion, 7.99).speed()).isLessThan(0.1);
    assertThat(pose(motion, 99).x()).isCloseTo(20, within(0.01));
    double last = 0;
    for (double t = 1; t < 8; t += 0.1) {
      assertThat(pose(motion, t).distance()).isGreaterThanOrEqualTo(last);
      last = pose(motion, t).distance();
    }
  }

  @Test
  void aTrackIsAsLongAsItIs() {
    assertThat(line.length()).isCloseTo(20, within(0.01));
    assertThat(new Track(0, 0, 3, 4).length()).isCloseTo(5, within(0.01));
    assertThat(new Track(0, 0, 0, 10).at(5, 1).heading()).isCloseTo(0, within(1e-6));
    assertThat(new Track(0, 0, 10, 0).at(5, 1).heading()).isCloseTo(Math.PI / 2, within(1e-6));
  }
}
