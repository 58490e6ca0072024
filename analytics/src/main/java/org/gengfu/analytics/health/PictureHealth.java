package org.gengfu.analytics.health;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.gengfu.analytics.health.Freeze.Likeness;
import org.gengfu.core.cases.FaultKind;
import org.gengfu.core.faults.Persistence;
import org.gengfu.core.faults.Persistence.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * Judges the pictures of one camera: frozen, black, over-exposed, covered, blurred, turned away.
 * Each kind has its own patience; a worse one makes the finer ones unable to tell. One thread at a
 * time.
 */
public final class PictureHealth {
  /** Bit by bit the same for so long. */
  static final Duration FROZEN = Duration.ofMinutes(5);

  /** The same but for a clock in the picture. */
  static final Duration FROZEN_BUT_CLOCK = Duration.ofMinutes(10);

  static final Duration MOVES_AGAIN = Duration.ofSeconds(30);
  static final Duration BLACK = Duration.ofMinutes(3);
  static final Duration SEES_AGAIN = Duration.ofMinutes(1);
  static final Duration OVER_EXPOSED = Duration.ofMinutes(5);
  static final Duration COVERED = Duration.ofMinutes(3);

  /** A truck that stops before the camera for some minutes covers nothing. */
  static final Duration PARTLY_COVERED = Duration.ofMinutes(10);

  static final Duration BLURRED = Duration.ofMinutes(10);
  static final Duration MOVED = Duration.ofMinutes(5);
  static final Duration WELL_AGAIN = Duration.ofMinutes(2);

  /** From this share on the whole lens is covered, not a part of the view. */
  private static final double WHOLE = 0.85;

  private final Views views;
  private final Freeze freeze = new Freeze();
  private final Noise noise = new Noise();
  private final Map<FaultKind, Persistence> patience = new EnumMap<>(FaultKind.class);
  private final Map<FaultKind, Detail> details = new EnumMap<>(FaultKind.class);
  private @Nullable Instant equalSince;

  /** What was measured last while the fault was not open. */
  private static final class Detail {
    private final String name;
    private double value;

    Detail(String name) {
      this.name = name;
    }
  }

  /**
   * @param openBefore which faults of this camera were open already
   * @param saved what {@link #save} gave; null to learn anew
   * @throws IllegalArgumentException when what was saved is damaged or of another version
   */
  public PictureHealth(Predicate<FaultKind> openBefore, byte @Nullable [] saved) {
    views = saved == null ? new Views() : Views.restore(saved);
    patience(FaultKind.FROZEN_PICTURE, FROZEN, MOVES_AGAIN, openBefore);
    patience(FaultKind.BLACK_PICTURE, BLACK, SEES_AGAIN, openBefore);
    patience(FaultKind.OVER_EXPOSED, OVER_EXPOSED, WELL_AGAIN, openBefore);
    patience(FaultKind.COVERED_LENS, COVERED, WELL_AGAIN, openBefore);
    patience(FaultKind.BLURRED, BLURRED, WELL_AGAIN, openBefore);
    patience(FaultKind.SCENE_MOVED, MOVED, WELL_AGAIN, openBefore);
  }

  private void patience(
      FaultKind kind, Duration opens, Duration closes, Predicate<FaultKind> openBefore) {
    patience.put(kind, new Persistence(opens, closes, openBefore.test(kind)));
  }

  /** Looks at the next picture. What it finds is told by {@link #open}. */
  public void look(PictureSample sample) {
    Verdict frozen = frozen(sample);
    Exposure exposure = Exposure.of(sample.luma(), sample.width() * sample.height());
    double sigma = noise.look(sample.luma(), sample.width(), sample.height());
    judge(FaultKind.BLACK_PICTURE, exposure.black(), sample.at());
    detail(FaultKind.BLACK_PICTURE, "luma", exposure.mean());
    judge(FaultKind.OVER_EXPOSED, exposure.overExposed(), sample.at());
    detail(FaultKind.OVER_EXPOSED, "share", 100 * exposure.white());
    boolean lit = exposure.black() == Verdict.GOOD && exposure.overExposed() == Verdict.GOOD;
    if (!lit || frozen == Verdict.BAD) {
      return; // What can't be seen, or is old, tells nothing about lens and place.
    }
    judgeLook(views.look(sample, exposure, sigma), sample.at());
  }

  private Verdict frozen(PictureSample sample) {
    Likeness likeness = freeze.look(sample.bands());
    Verdict verdict =
        switch (likeness) {
          case FIRST -> Verdict.UNKNOWN;
          case DIFFERENT -> Verdict.GOOD;
          case NEARLY_EQUAL, EQUAL -> Verdict.BAD;
        };
    if (verdict == Verdict.GOOD || equalSince == null) {
      equalSince = sample.at();
    }
    detail(
        FaultKind.FROZEN_PICTURE,
        "seconds",
        (double) Duration.between(equalSince, sample.at()).toSeconds());
    Persistence persistence = of(FaultKind.FROZEN_PICTURE);
    var unused =
        persistence.judge(
            verdict, sample.at(), likeness == Likeness.EQUAL ? FROZEN : FROZEN_BUT_CLOCK);
    return verdict;
  }

  /** From the coarse to the fine: a covered lens is neither sharp nor in its place. */
  private void judgeLook(Looks.Look look, Instant at) {
    Verdict covered = look.covered();
    var unused =
        of(FaultKind.COVERED_LENS)
            .judge(covered, at, look.coveredShare() >= WHOLE ? COVERED : PARTLY_COVERED);
    detail(FaultKind.COVERED_LENS, "share", 100 * look.coveredShare());
    Verdict blurred = covered == Verdict.BAD ? Verdict.UNKNOWN : look.blurred();
    judge(FaultKind.BLURRED, blurred, at);
    detail(FaultKind.BLURRED, "sharpness", 100 * look.sharpness());
    boolean tellable = covered != Verdict.BAD && blurred != Verdict.BAD;
    judge(FaultKind.SCENE_MOVED, tellable ? look.moved() : Verdict.UNKNOWN, at);
  }

  private void judge(FaultKind kind, Verdict verdict, Instant at) {
    var unused = of(kind).judge(verdict, at);
  }

  private Persistence of(FaultKind kind) {
    Persistence found = patience.get(kind);
    if (found == null) {
      throw new IllegalArgumentException(kind + " is not told from pictures");
    }
    return found;
  }

  /** Kept only while it says something: not over a fault that is open already. */
  private void detail(FaultKind kind, String name, double value) {
    if (!of(kind).open() && Double.isFinite(value)) {
      Detail detail = details.get(kind);
      if (detail == null) {
        detail = new Detail(name);
        details.put(kind, detail);
      }
      detail.value = value;
    }
  }

  /** The kinds that are judged here. */
  public Iterable<FaultKind> kinds() {
    return patience.keySet();
  }

  /** Whether the fault is there. */
  public boolean open(FaultKind kind) {
    return of(kind).open();
  }

  /** Whether the last picture, or those before it that could be judged, spoke against the kind. */
  boolean suspected(FaultKind kind) {
    Persistence persistence = of(kind);
    return !persistence.open() && persistence.began() != null;
  }

  /** How long the present suspicion has lasted. */
  Duration suspectedFor(FaultKind kind) {
    return of(kind).run();
  }

  /**
   * Since when the fault is there, or well again; null where nothing has changed since the start.
   */
  public @Nullable Instant since(FaultKind kind) {
    return of(kind).since();
  }

  /** What was measured when the fault was found; to be asked right after that look. */
  public Map<String, String> details(FaultKind kind) {
    if (kind == FaultKind.SCENE_MOVED) {
      return Map.of("shift", views.shift());
    }
    Detail detail = details.get(kind);
    return detail == null
        ? Map.of()
        : Map.of(detail.name, String.format(Locale.ROOT, "%.0f", detail.value));
  }

  /**
   * The camera is meant to look as it does now. Where it was turned, this place is learned beside
   * those that are known: a camera that turns by plan comes back to them. Else what it looks like
   * here is learned anew.
   */
  public void learnAnew() {
    Persistence moved = of(FaultKind.SCENE_MOVED);
    if (moved.open() || moved.began() != null) {
      views.add();
    } else {
      views.forgetThis();
    }
    beginAnew();
  }

  /** The camera is meant to look where it does now, and nowhere else any more. */
  public void settle() {
    views.forgetAll();
    beginAnew();
  }

  private void beginAnew() {
    for (FaultKind kind :
        new FaultKind[] {FaultKind.COVERED_LENS, FaultKind.BLURRED, FaultKind.SCENE_MOVED}) {
      Persistence old = of(kind);
      if (old.open() || old.began() != null) {
        Persistence fresh =
            switch (kind) {
              case COVERED_LENS -> new Persistence(COVERED, WELL_AGAIN, false);
              case BLURRED -> new Persistence(BLURRED, WELL_AGAIN, false);
              default -> new Persistence(MOVED, WELL_AGAIN, false);
            };
        patience.put(kind, fresh);
      }
    }
  }

  /** What was learned, for after a restart. */
  public byte[] save() {
    return views.save();
  }
}
