package org.gengfu.analytics.scene;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.gengfu.core.media.Hindrance;
import org.gengfu.core.media.Sight;
import org.gengfu.core.media.Sight.ZoneSight;
import org.jspecify.annotations.Nullable;

/**
 * Says when it can't be judged what happens before the camera, and why. It decides from what the
 * scene model has measured anyway, by shares of time and with hysteresis: what passes says nothing,
 * minutes of storm do. Nothing is allocated for a picture that changes nothing. See
 * docs/design/detection.md.
 */
final class SceneSight {
  /** Before this, what came and what has always been there can't be told from one another. */
  private static final long LEARNING_MILLIS = 20_000;

  private static final long NEVER = Long.MIN_VALUE;

  private final CellGrid grid;
  private final PictureMeasures picture = new PictureMeasures();
  private final Lasting blank = new Lasting(0.4, 0.2);
  private final Lasting indistinct = new Lasting(0.5, 0.25);
  private final Lasting adrift = new Lasting(0.65, 0.4);
  private List<ZoneView> zones = List.of();
  private long begunAt = NEVER;
  private @Nullable Hindrance hindrance;
  private Instant since = Instant.EPOCH;
  private Sight told = Sight.hindered(Hindrance.LEARNING, null);
  private boolean stale = true;

  SceneSight(CellGrid grid) {
    this.grid = grid;
  }

  /**
   * Judges these zones from now on.
   *
   * @param hidden cells that a mask hides
   */
  void zones(List<ZoneRule> rules, boolean[] hidden) {
    zones = ZoneView.of(rules, grid, hidden);
    stale = true;
  }

  /**
   * Takes what became of a picture.
   *
   * @param between seconds since the picture before
   * @param lasted seconds since the one that was looked at before: those between showed the same
   */
  void look(SceneModel.Outcome outcome, SceneModel model, long now, double between, double lasted) {
    double weight = Lasting.weight(lasted);
    blank.take(outcome == SceneModel.Outcome.BLANK, weight);
    switch (outcome) {
      case STARTED, CUT -> begin(now);
      case OBSERVED -> observe(model, between, weight);
      case BLANK -> {}
    }
    decide(model.started(), now);
  }

  /** A picture of this time shows what the last one did; time alone may change what is told. */
  void same(long now) {
    decide(true, now);
  }

  private void begin(long now) {
    begunAt = now;
    indistinct.forget();
    adrift.forget();
    zones.forEach(ZoneView::forget);
  }

  private void observe(SceneModel model, double between, double weight) {
    model.measure(picture);
    indistinct.take(picture.indistinct(), weight);
    adrift.take(picture.adrift, weight);
    for (ZoneView zone : zones) {
      zone.look(model, picture.sigma, between, weight);
    }
  }

  private void decide(boolean started, long now) {
    Hindrance found = hindrance(started, now);
    if (found != hindrance) {
      since = hindrance == null || found == null ? Instant.ofEpochMilli(now) : since;
      hindrance = found;
      stale = true;
    }
    for (ZoneView zone : zones) {
      stale |= zone.decide(now);
    }
    if (stale) {
      stale = false;
      told = tell();
    }
  }

  /** What hinders in the whole picture. */
  private @Nullable Hindrance hindrance(boolean started, long now) {
    if (blank.holds()) {
      return Hindrance.BLANK;
    } else if (!started || (begunAt != NEVER && now - begunAt < LEARNING_MILLIS)) {
      return Hindrance.LEARNING;
    } else if (adrift.holds()) {
      return Hindrance.SHAKEN;
    } else if (indistinct.holds()) {
      return picture.noisy() ? Hindrance.NOISE : picture.dim() ? Hindrance.DARK : Hindrance.FAINT;
    }
    return null;
  }

  private Sight tell() {
    List<ZoneSight> hindered =
        zones.stream()
            .map(ZoneView::told)
            .filter(Objects::nonNull)
            .map(ZoneSight.class::cast)
            .toList();
    if (hindrance != null) {
      return Sight.hindered(hindrance, since);
    }
    boolean all = !hindered.isEmpty() && hindered.size() == zones.size();
    if (!all) {
      return new Sight(null, since, hindered);
    }
    Stream<Instant> from = hindered.stream().map(ZoneSight::since);
    return Sight.hindered(
        Objects.requireNonNull(new Sight(null, null, hindered).worst()),
        from.max(Instant::compareTo).orElse(since));
  }

  /** Whether it can be judged what happens; the same object until that changes. */
  Sight told() {
    return told;
  }
}
