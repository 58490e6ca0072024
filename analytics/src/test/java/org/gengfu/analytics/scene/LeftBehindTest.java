package org.gengfu.analytics.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.gengfu.core.geometry.Box;
import org.gengfu.core.village.ZoneKind;
import org.junit.jupiter.api.Test;

/** Whose a thing is, and what is no part of it. */
class LeftBehindTest {
  private static final ZoneRule DUMPING = Street.zone("d", ZoneKind.NO_DUMPING, 30);
  private static final ZoneRule PARKING = Street.zone("p", ZoneKind.NO_PARKING, 30);

  private final CellGrid grid = new CellGrid(Street.WIDTH, Street.HEIGHT);
  private final Box bag = Street.bag().box();

  @Test
  void leavesAreNobodysOwner() {
    Owner owner = new Owner(grid);
    Mover once = mover(cells(50, 20, 3, 12), 0);
    for (int t = 0; t <= 12; t += 2) {
      Mover leaves = new Mover(once.cells(), once.box(), 1, 1, false, 2_000, 10_000 + t * 1000L);
      owner.follow(bag, 0, List.of(leaves), t * 1000L);
    }
    assertThat(owner.seen()).isFalse();
    assertThat(owner.gone()).isTrue();
  }

  @Test
  void aPlaceThatNeverRestsIsKnown() {
    Unrest unrest = new Unrest(grid);
    CandidateMemory memory = new CandidateMemory(grid);
    int[] leaves = cells(50, 20, 3, 12);
    boolean[] settled = new boolean[grid.cells];
    for (int i = 0; i < 60; i++) {
      Arrays.fill(memory.shows, CandidateMemory.Shows.BACKGROUND);
      for (int cell : leaves) {
        memory.shows[cell] =
            i % 2 == 0 ? CandidateMemory.Shows.UNKNOWN : CandidateMemory.Shows.BACKGROUND;
      }
      unrest.learn(memory, settled, List.of(), 2);
    }
    // 20 s are learned before anything is known.
    assertThat(unrest.restlessMillis(leaves)).isBetween(90_000L, 102_000L);
    assertThat(unrest.restlessMillis(cells(10, 20, 3, 12))).isZero();
  }

  @Test
  void anOwnerWhomOthersHideIsWhereHeWas() {
    Owner owner = new Owner(grid);
    int[] his = cells(50, 20, 3, 12);
    for (int t = 0; t <= 10; t += 2) {
      owner.follow(bag, 0, List.of(mover(his, t * 1000L)), t * 1000L);
    }
    // A crowd ten times as large passes before him, for longer than he may be unseen.
    for (int t = 12; t <= 18; t += 2) {
      owner.follow(bag, 0, List.of(mover(cells(30, 16, 30, 20), 0)), t * 1000L);
      assertThat(owner.gone()).isFalse();
    }
    owner.follow(bag, 0, List.of(mover(his, 18_000)), 20_000);
    assertThat(owner.gone()).isFalse();
    owner.follow(bag, 0, List.of(), 22_000);
    owner.follow(bag, 0, List.of(), 24_000);
    assertThat(owner.gone()).isTrue();
  }

  @Test
  void whoWasFoundAsOneWithTheThingIsItsOwner() {
    Owner owner = new Owner(grid);
    int[] his = cells(50, 20, 3, 12);
    owner.stoodWith(his, 40_000);
    owner.follow(bag, 0, List.of(mover(his, 30_000)), 40_000);
    owner.follow(bag, 0, List.of(mover(his, 32_000)), 42_000);
    assertThat(owner.seen()).isTrue();
    assertThat(owner.gone()).isFalse();
    owner.follow(bag, 0, List.of(), 44_000);
    owner.follow(bag, 0, List.of(), 46_000);
    assertThat(owner.gone()).isTrue();
  }

  @Test
  void aBagWhoseOwnerStoodTouchingItIsRaisedWhenHeHasGone() {
    Watched scene = new Watched(DUMPING);
    Street.Thing thing = Street.bag();
    scene.show(20);
    // He came with it and touches it: both are found as one.
    scene.play(40, i -> new Street.Thing[] {thing, Street.person(i, 132)});
    assertThat(scene.raised).isEmpty();
    double left = scene.street.seconds;
    scene.show(30, thing);

    assertThat(scene.raised).hasSize(1);
    assertThat(Street.secondsOf(scene.raised.get(0).raisedAt())).isBetween(left, left + 8);
    assertThat(scene.raised.get(0).box().intersectionOverUnion(thing.box())).isGreaterThan(0.7);
  }

  @Test
  void aBagOnWhichItsOwnersShadowLayIsRaisedSoonAfterHeHasGone() {
    Watched scene = new Watched(DUMPING);
    scene.show(20);
    // His shadow wanders over it for a minute, and is never where it was.
    scene.play(
        60, i -> new Street.Thing[] {shaded(Street.bag(), 3 + 5 * (i % 3)), Street.person(i, 184)});
    assertThat(scene.raised).isEmpty();
    double left = scene.street.seconds;
    scene.show(30, Street.bag());

    assertThat(scene.raised).hasSize(1);
    assertThat(Street.secondsOf(scene.raised.get(0).raisedAt())).isBetween(left, left + 7);
  }

  @Test
  void whoStoodAsStillAsTheThingAndWentWasItsOwner() {
    Owner owner = new Owner(grid);
    owner.stoodStill(0);
    // He may be there yet, somewhere else.
    assertThat(owner.seen()).isFalse();
    for (int t = 0; t <= 12; t += 2) {
      owner.follow(bag, 0, List.of(), t * 1000L);
    }
    assertThat(owner.gone()).isTrue();
    assertThat(owner.seen()).isFalse();

    owner.stoodStill(0);
    assertThat(owner.seen()).isTrue();
    assertThat(owner.gone()).isTrue();
  }

  @Test
  void whoStandsOnWhenHisCompanionHasGoneIsNoThing() {
    Watched scene = new Watched(DUMPING);
    scene.show(20);
    scene.play(20, i -> new Street.Thing[] {Street.person(i, 120), Street.person(i + 50, 150)});
    // He stands still for a picture and another, never for three.
    scene.play(60, i -> new Street.Thing[] {Street.person(i / 2 + 80, 150)});

    assertThat(scene.raised).isEmpty();
  }

  /** The thing with a shadow over some of its columns. */
  private static Street.Thing shaded(Street.Thing thing, int from) {
    int[] pixels = thing.pixels().clone();
    for (int i = 0; i < pixels.length; i++) {
      int column = i % thing.width();
      pixels[i] = column >= from && column < from + 8 ? pixels[i] * 6 / 10 : pixels[i];
    }
    return new Street.Thing(thing.x(), thing.y(), thing.width(), thing.height(), pixels);
  }

  @Test
  void whatItsOwnerHidOfABagDoesNotHoldItUp() {
    Watched scene = new Watched(DUMPING);
    scene.show(20);
    // He stands before its left third.
    scene.play(40, i -> new Street.Thing[] {Street.bag(), Street.person(i, 138)});
    double left = scene.street.seconds;
    scene.show(20, Street.bag());

    assertThat(scene.raised).hasSize(1);
    assertThat(Street.secondsOf(scene.raised.get(0).raisedAt())).isBetween(left, left + 14);
  }

  @Test
  void whatLooksLikeWhatStoodThereBeforeCameAnew() {
    Watched scene = new Watched(PARKING);
    Street.Thing crowd = Street.Thing.of(77, 110, 80, 100, 60);
    scene.show(20).show(26, Street.car()).show(4).show(2, crowd);
    double came = scene.street.seconds;
    scene.show(50, Street.car());

    assertThat(scene.raised).hasSize(1);
    assertThat(Street.secondsOf(scene.raised.get(0).onset())).isCloseTo(came, within(2.5));
  }

  @Test
  void whatStandsOutAroundAThingHasNotReplacedIt() {
    Watched scene = new Watched(PARKING);
    scene.show(20).show(50, Street.car());
    assertThat(scene.raised).hasSize(1);
    // A frame as of a cloud's edge, with its own texture.
    scene.show(60, Street.Thing.of(78, 108, 80, 104, 60), Street.car());

    assertThat(scene.cleared).isEmpty();
  }

  @Test
  void whoPassesByIsNoPartOfAThingAndWhoStandsIs() {
    SceneModel model = new SceneModel(grid);
    Street street = new Street();
    look(model, street);
    look(model, street.with(Street.bag()));
    look(model, street);
    int[] own = shown(model);
    assertThat(own).isNotEmpty();
    Surroundings surroundings = new Surroundings(grid);
    boolean[] settled = new boolean[grid.cells];

    observe(model, street.with(Street.bag(), Street.person(1, 168)));
    Stay stay = new Stay(grid);
    assertThat(surroundings.strangers(own, model, settled, stay, 0)).isZero();
    model.remember();
    observe(model, street.with(Street.bag(), Street.person(2, 168)));
    assertThat(surroundings.strangers(own, model, settled, stay, 0)).isGreaterThan(20);

    assertThat(surroundings.strangers(own, model, settled, stay, 8_000))
        .as("who has not stood there for long")
        .isZero();
    boolean[] everywhere = new boolean[grid.cells];
    Arrays.fill(everywhere, true);
    stay.observe(everywhere, 8_000);
    assertThat(surroundings.strangers(own, model, settled, stay, 8_000)).isGreaterThan(20);
  }

  private static void look(SceneModel model, Street street) {
    observe(model, street);
    model.remember();
  }

  private static void observe(SceneModel model, Street street) {
    long now = (long) (street.seconds * 1000);
    model.observe(street.take(2).luma().clone(), now, now - 2_000);
  }

  /** Cells that show no background. */
  private int[] shown(SceneModel model) {
    return java.util.stream.IntStream.range(0, grid.cells)
        .filter(cell -> model.memory.shows[cell] != CandidateMemory.Shows.BACKGROUND)
        .toArray();
  }

  private int[] cells(int column, int row, int columns, int rows) {
    int[] cells = new int[columns * rows];
    for (int i = 0; i < cells.length; i++) {
      cells[i] = (row + i / columns) * grid.columns + column + i % columns;
    }
    return cells;
  }

  private Mover mover(int[] cells, long stayedMillis) {
    int x = cells[0] % grid.columns * CellGrid.CELL;
    int last = cells[cells.length - 1];
    int width = last % grid.columns * CellGrid.CELL + CellGrid.CELL - x;
    int y = cells[0] / grid.columns * CellGrid.CELL;
    int height = last / grid.columns * CellGrid.CELL + CellGrid.CELL - y;
    return new Mover(
        cells, Street.Thing.of(1, x, y, width, height).box(), 1, 1, false, stayedMillis, 0);
  }
}
