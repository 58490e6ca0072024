package org.gengfu.core.media;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether it can be judged what happens before a camera.
 *
 * @param hindrance why nothing can be judged; null where something can
 * @param since since when it is so; null where that is not known, as before the first picture
 * @param zones those that can't be judged though others can, by their ids; empty where all can, or
 *     none
 */
public record Sight(@Nullable Hindrance hindrance, @Nullable Instant since, List<ZoneSight> zones) {
  public Sight {
    zones = List.copyOf(zones);
  }

  /**
   * A zone that can't be judged.
   *
   * @param zoneId which
   * @param hindrance why
   * @param since since when
   */
  public record ZoneSight(String zoneId, Hindrance hindrance, Instant since) {}

  /** Nothing can be judged, as far as the whole camera is concerned. */
  public static Sight hindered(Hindrance hindrance, @Nullable Instant since) {
    return new Sight(hindrance, since, List.of());
  }

  /** What hinders, in the whole or in the worst part; null where everything can be judged. */
  public @Nullable Hindrance worst() {
    if (hindrance != null) {
      return hindrance;
    }
    Hindrance worst = null;
    for (ZoneSight zone : zones) {
      if (worst == null || zone.hindrance().compareTo(worst) < 0) {
        worst = zone.hindrance();
      }
    }
    return worst;
  }
}
