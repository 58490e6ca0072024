package org.gengfu.analytics.evaluation;

import java.util.Comparator;
import java.util.List;
import org.gengfu.analytics.offline.UnjudgedSpan;
import org.gengfu.core.media.Hindrance;
import org.jspecify.annotations.Nullable;

/** Sums and questions over the spans in which it was said that it can't be judged. */
final class Unjudged {
  private Unjudged() {}

  /** Seconds that the spans cover together, each second once, those that pass by themselves not. */
  static double seconds(List<UnjudgedSpan> spans) {
    List<UnjudgedSpan> inOrder =
        spans.stream()
            .filter(span -> !span.hindrance().passing())
            .sorted(Comparator.comparingDouble(UnjudgedSpan::fromSeconds))
            .toList();
    double sum = 0;
    double counted = 0;
    for (UnjudgedSpan span : inOrder) {
      sum += Math.max(0, span.toSeconds() - Math.max(counted, span.fromSeconds()));
      counted = Math.max(counted, span.toSeconds());
    }
    return sum;
  }

  /** Why a zone could not be judged at a time of the video; null where nothing was said. */
  static @Nullable Hindrance at(List<UnjudgedSpan> spans, String zone, double seconds) {
    for (UnjudgedSpan span : spans) {
      if (span.covers(zone, seconds)) {
        return span.hindrance();
      }
    }
    return null;
  }
}
