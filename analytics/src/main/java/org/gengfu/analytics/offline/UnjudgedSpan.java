package org.gengfu.analytics.offline;

import java.util.Locale;
import org.gengfu.core.media.Hindrance;
import org.jspecify.annotations.Nullable;

/**
 * A part of a video in which it was said that it can't be judged.
 *
 * @param fromSeconds of the video
 * @param toSeconds of the video
 * @param hindrance why
 * @param zone the zone that can't be judged; null for all of them
 */
public record UnjudgedSpan(
    double fromSeconds, double toSeconds, Hindrance hindrance, @Nullable String zone) {

  /** Whether it holds for a zone at a time of the video. */
  public boolean covers(String zoneId, double seconds) {
    return (zone == null || zone.equals(zoneId)) && seconds >= fromSeconds && seconds <= toSeconds;
  }

  public double seconds() {
    return toSeconds - fromSeconds;
  }

  /** In words, for people who read a terminal. */
  public String words() {
    return String.format(
        Locale.ROOT,
        "can't judge %s from %.1f to %.1f s: %s",
        zone == null ? "any zone" : zone,
        fromSeconds,
        toSeconds,
        hindrance.code());
  }
}
