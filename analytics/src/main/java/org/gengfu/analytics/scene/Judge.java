package org.gengfu.analytics.scene;

import java.util.List;
import org.gengfu.core.geometry.Box;

/** Is the object a thing that came and stays? The questions in the order of their cost. */
final class Judge {
  /** Pixels that make an outline; 9 pixels at 640 across are 16 of them at 320. */
  private static final int MIN_PIXELS = 12;

  /** Pixels that a thing is wide and high at least; less is a sliver of something's edge. */
  private static final int MIN_SIDE = 3;

  /** The vote is undecided between these. */
  private static final float ARRIVED = 0.1f;

  /** What was long looked at needs less: on busy ground things say 0.05 to 0.1, ghosts below 0. */
  private static final float ARRIVED_SURELY_AT_REST = 0.04f;

  private static final float GHOST = -0.1f;

  /** A raised thing's parts are smaller than this share of it. */
  private static final double PART = 0.5;

  /**
   * What came together and lies a cell apart is one thing, of which a part looks like the ground.
   */
  private static final long SAME_ONSET_MILLIS = 3_000;

  private static final double PIECES_GAP = 0.025;

  /** Strangers that may touch a thing, in its own cells: noise at its edge, a foot before it. */
  private static final double FEW_STRANGERS = 0.35;

  private final SceneModel model;
  private final Company company;

  Judge(SceneModel model, Company company) {
    this.model = model;
    this.company = company;
  }

  Verdict judge(StationaryObject object, List<StationaryObject> all) {
    PixelMask mask = object.mask();
    if (mask == null) {
      return Verdict.HIDDEN;
    }
    if (!largeEnough(mask) || object.mostlyTiny()) {
      return Verdict.TINY;
    }
    if (partOfRaised(object, all)) {
      return Verdict.PART;
    }
    if (LightTest.onlyLight(mask, model.luma(), model.background, model.noise())) {
      return Verdict.LIGHT;
    }
    if (object.vote() < (object.rockSolid() ? ARRIVED_SURELY_AT_REST : ARRIVED)) {
      return object.vote() < GHOST ? Verdict.GHOST : Verdict.UNDECIDED;
    }
    return judgeArrived(object, all);
  }

  /**
   * The verdict once the second opinion is heard. A person's outline on a patch that is as solid as
   * rock is no person: an upright bag under infrared light is one to the detector.
   */
  static Verdict heard(Verdict verdict, StationaryObject object, Opinion.Answer answer) {
    return switch (answer) {
      case OPEN -> Verdict.AWAITED;
      case VEHICLE -> Verdict.THING;
      case PERSON -> object.rockSolid() ? verdict : Verdict.PERSON;
      case NONE, NEITHER -> verdict;
    };
  }

  private Verdict judgeArrived(StationaryObject object, List<StationaryObject> all) {
    int strangers = company.touching(object, model, all);
    if (strangers > Math.max(2, FEW_STRANGERS * object.cells().length)) {
      return Verdict.NOT_ALONE;
    }
    if (!object.atRest()) {
      return Verdict.RESTLESS;
    }
    if (company.footprints.covers(object.box())) {
      return Verdict.FOOTPRINT;
    }
    boolean leftBehind = object.rockSolid() && object.owner.seen();
    if (ThingKind.personShaped(object.box(), company.scale) && !leftBehind) {
      return Verdict.PERSON;
    }
    return Verdict.THING;
  }

  /** Large enough to be judged. */
  static boolean largeEnough(PixelMask mask) {
    return mask.area() >= MIN_PIXELS && mask.leastSide() >= MIN_SIDE;
  }

  private boolean partOfRaised(StationaryObject object, List<StationaryObject> all) {
    Box box = object.box();
    for (StationaryObject other : all) {
      if (!other.raised()) {
        continue;
      }
      boolean within =
          other.box().contains(box.centreX(), box.centreY())
              && box.area() < PART * other.box().area();
      boolean pieces =
          Math.abs(other.onsetMillis - object.onsetMillis) <= SAME_ONSET_MILLIS
              && company.scale.gap(box, other.box()) <= PIECES_GAP;
      if (within || pieces) {
        return true;
      }
    }
    return false;
  }
}
