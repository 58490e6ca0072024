package org.gengfu.analytics.offline;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.gengfu.core.media.Hindrance;
import org.gengfu.core.media.Sight;
import org.gengfu.core.media.Sight.ZoneSight;
import org.jspecify.annotations.Nullable;

/** When it was said of a video that it can't be judged. */
final class SightLog {
  private final List<UnjudgedSpan> spans = new ArrayList<>();
  private @Nullable Sight last;
  private double from;

  /** Takes what is said of the picture at this time. */
  void see(@Nullable Sight sight, double seconds) {
    if (!Objects.equals(sight, last)) {
      end(seconds);
      last = sight;
      from = seconds;
    }
  }

  /** The spans up to the end of the video; those that go on with the same reason are one. */
  List<UnjudgedSpan> finish(double seconds) {
    end(seconds);
    last = null;
    return List.copyOf(spans);
  }

  private void end(double seconds) {
    Sight ended = last;
    if (ended == null || seconds <= from) {
      return;
    }
    if (ended.hindrance() != null) {
      add(ended.hindrance(), null, seconds);
    }
    for (ZoneSight zone : ended.zones()) {
      add(zone.hindrance(), zone.zoneId(), seconds);
    }
  }

  private void add(Hindrance hindrance, @Nullable String zone, double until) {
    double start = from;
    for (int i = 0; i < spans.size(); i++) {
      UnjudgedSpan before = spans.get(i);
      boolean goesOn = before.toSeconds() == from && before.hindrance() == hindrance;
      if (goesOn && Objects.equals(before.zone(), zone)) {
        start = before.fromSeconds();
        spans.remove(i--);
      }
    }
    spans.add(new UnjudgedSpan(start, until, hindrance, zone));
  }
}
