package org.gengfu.analytics.scene;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.gengfu.core.geometry.Box;
import org.junit.jupiter.api.Test;

/** When whoever brought a thing is gone. */
class OwnerTest {
  private static final long ONSET = 10_000;
  private static final Box THING = new Box(0.5, 0.5, 0.05, 0.05);

  private final CellGrid grid = new CellGrid(320, 180);
  private final Owner owner = new Owner(grid);

  /** Somebody beside the thing, in these two columns of cells. */
  private Mover someone(int column, boolean light, long stayed) {
    int[] cells = new int[16];
    for (int i = 0; i < cells.length; i++) {
      cells[i] = (18 + i / 2) * grid.columns + column + i % 2;
    }
    double x = column * (double) CellGrid.CELL / grid.width;
    Box box = new Box(x, 0.4, 0.025, 0.18);
    return new Mover(cells, box, 0.8, 0.5, light, stayed, 0);
  }

  private Mover beside(long stayed) {
    return someone(46, false, stayed);
  }

  private void follow(long now, boolean solid, Mover... movers) {
    owner.follow(THING, ONSET, List.of(movers), solid, now);
  }

  /** He comes with it, and stands by it for twenty seconds. */
  private long stands() {
    long now = ONSET;
    for (; now <= ONSET + 20_000; now += 2_000) {
      follow(now, true, beside(now - ONSET));
      assertThat(owner.gone()).isFalse();
    }
    return now;
  }

  @Test
  void whoIsNowhereNearASolidThingIsGoneAtOnce() {
    long now = stands();
    follow(now, true);
    assertThat(owner.seen()).isTrue();
    assertThat(owner.gone()).isTrue();
  }

  @Test
  void onePictureDoesNotLoseHimWhereTheThingMayBeAPartOfHim() {
    long now = stands();
    follow(now, false);
    assertThat(owner.gone()).isFalse();
    follow(now + 2_000, false);
    assertThat(owner.gone()).isTrue();
  }

  @Test
  void onePictureDoesNotLoseHimHoweverFarApartPicturesAre() {
    long now = stands();
    follow(now + 3_000, false);
    assertThat(owner.gone()).isFalse();
    follow(now + 7_000, false, beside(27_000));
    follow(now + 11_000, false);
    assertThat(owner.gone()).isFalse();
    follow(now + 15_000, false);
    assertThat(owner.gone()).isTrue();
  }

  @Test
  void theEdgeOfACloudDoesNotStandInForHim() {
    long now = stands();
    Mover cloud = someone(46, true, 30_000);
    follow(now, true, cloud);
    assertThat(owner.gone()).as("something is where he was").isFalse();
    follow(now + 2_000, true, cloud);
    assertThat(owner.gone()).isTrue();
  }

  @Test
  void whoComesNearKeepsTheQuestionOpenForAPicture() {
    long now = stands();
    Mover passer = someone(55, false, 0);
    follow(now, true, passer);
    assertThat(owner.gone()).isFalse();
    follow(now + 2_000, true);
    assertThat(owner.gone()).isTrue();
  }
}
