package org.gengfu.ingest.health;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.gengfu.core.cases.FaultKind;
import org.gengfu.core.faults.Persistence;
import org.gengfu.core.faults.Persistence.Verdict;
import org.gengfu.core.media.CameraStatus;
import org.jspecify.annotations.Nullable;

/** Judges one stream, once a second. A stream that is silent can't be judged in any other way. */
final class StreamJudge {
  /** A camera that restarts is back within a minute; longer is worth a person's time. */
  static final Duration SILENT = Duration.ofSeconds(60);

  static final Duration STREAMS_AGAIN = Duration.ofSeconds(30);

  /** Without an access unit for so long the stream is silent: some cameras send one a second. */
  static final Duration PAUSE = Duration.ofSeconds(5);

  static final Duration COLLAPSED = Duration.ofMinutes(5);
  static final Duration LOSSY = Duration.ofMinutes(3);
  static final Duration CLOCK_OFF = Duration.ofMinutes(5);
  static final Duration LONG_INTERVALS = Duration.ofMinutes(2);
  static final Duration WELL_AGAIN = Duration.ofMinutes(2);

  /** Share of the usual bitrate. */
  static final double COLLAPSE = 0.2;

  static final double NO_COLLAPSE = 0.35;

  /** Analysis, live pictures and playback wait for a keyframe; two seconds are asked for. */
  static final double LONGEST_KEYFRAME_SECONDS = 4;

  static final double LOSS = 0.01;
  static final double NO_LOSS = 0.003;
  static final Duration OFF = Duration.ofSeconds(5);
  static final Duration NOT_OFF = Duration.ofSeconds(3);

  private static final Duration LOSS_WINDOW = Duration.ofSeconds(60);
  private final Map<FaultKind, Persistence> patience = new EnumMap<>(FaultKind.class);
  private final Map<FaultKind, Map<String, String>> details = new EnumMap<>(FaultKind.class);
  private final Deque<Lost> lost = new ArrayDeque<>();

  private volatile double lastShare;

  /** Packets lost by then since the start of the process. */
  private record Lost(Instant at, long packets) {}

  StreamJudge(Predicate<FaultKind> openBefore) {
    patience(FaultKind.NO_FRAMES, SILENT, STREAMS_AGAIN, openBefore);
    patience(FaultKind.BITRATE_COLLAPSE, COLLAPSED, WELL_AGAIN, openBefore);
    patience(FaultKind.KEYFRAME_INTERVAL, LONG_INTERVALS, WELL_AGAIN, openBefore);
    patience(FaultKind.CLOCK_OFF, CLOCK_OFF, WELL_AGAIN, openBefore);
    patience(FaultKind.PACKET_LOSS, LOSSY, WELL_AGAIN, openBefore);
  }

  private void patience(
      FaultKind kind, Duration opens, Duration closes, Predicate<FaultKind> openBefore) {
    patience.put(kind, new Persistence(opens, closes, openBefore.test(kind)));
  }

  /**
   * Judges what is seen now.
   *
   * @param usualBits what this stream sends at least at this hour; null where it is not known
   */
  void judge(Instant now, CameraStatus status, StreamSeen seen, @Nullable Double usualBits) {
    boolean silent = seen.lastUnitAt() == null || seen.lastUnitAt().isBefore(now.minus(PAUSE));
    judge(FaultKind.NO_FRAMES, silent ? Verdict.BAD : Verdict.GOOD, now, silence(status));
    double share = lossShare(now, status, seen);
    lastShare = share;
    if (silent) {
      return;
    }
    collapse(now, seen, usualBits);
    keyframes(now, seen);
    clock(now, status);
    judge(
        FaultKind.PACKET_LOSS,
        above(share, LOSS, NO_LOSS),
        now,
        Map.of("share", String.format(Locale.ROOT, "%.1f", 100 * share)));
  }

  private static Map<String, String> silence(CameraStatus status) {
    Map<String, String> said = new HashMap<>();
    said.put("state", status.state().name().toLowerCase(Locale.ROOT));
    if (status.complaint() != null) {
      said.put("reason", status.complaint().code());
    }
    if (status.detail() != null) {
      said.put("detail", status.detail());
    }
    return said;
  }

  private double lossShare(Instant now, CameraStatus status, StreamSeen seen) {
    lost.add(new Lost(now, status.lostPackets()));
    while (lost.element().at().isBefore(now.minus(LOSS_WINDOW))) {
      lost.remove();
    }
    long gone = Math.max(0, status.lostPackets() - lost.element().packets());
    double all = gone + seen.packets();
    return all == 0 ? 0 : gone / all;
  }

  private void collapse(Instant now, StreamSeen seen, @Nullable Double usualBits) {
    if (usualBits == null || Double.isNaN(seen.bitsPerSecond()) || usualBits <= 0) {
      judge(FaultKind.BITRATE_COLLAPSE, Verdict.UNKNOWN, now, Map.of());
      return;
    }
    double share = seen.bitsPerSecond() / usualBits;
    Verdict verdict =
        share < COLLAPSE ? Verdict.BAD : share > NO_COLLAPSE ? Verdict.GOOD : Verdict.UNKNOWN;
    judge(
        FaultKind.BITRATE_COLLAPSE,
        verdict,
        now,
        Map.of(
            "kilobits", Long.toString(Math.round(seen.bitsPerSecond() / 1e3)),
            "usual", Long.toString(Math.round(usualBits / 1e3))));
  }

  private void keyframes(Instant now, StreamSeen seen) {
    double seconds = seen.keyframeSecondsBy(now);
    Verdict verdict =
        seconds > LONGEST_KEYFRAME_SECONDS
            ? Verdict.BAD
            : Double.isNaN(seconds) ? Verdict.UNKNOWN : Verdict.GOOD;
    judge(
        FaultKind.KEYFRAME_INTERVAL,
        verdict,
        now,
        Map.of("seconds", String.format(Locale.ROOT, "%.1f", seconds)));
  }

  private void clock(Instant now, CameraStatus status) {
    Duration offset = status.clockOffset();
    if (offset == null) {
      judge(FaultKind.CLOCK_OFF, Verdict.UNKNOWN, now, Map.of());
      return;
    }
    Verdict verdict =
        offset.abs().compareTo(OFF) > 0
            ? Verdict.BAD
            : offset.abs().compareTo(NOT_OFF) < 0 ? Verdict.GOOD : Verdict.UNKNOWN;
    judge(
        FaultKind.CLOCK_OFF,
        verdict,
        now,
        Map.of("seconds", String.format(Locale.ROOT, "%.0f", offset.toMillis() / 1e3)));
  }

  private static Verdict above(double value, double bad, double good) {
    return value > bad ? Verdict.BAD : value < good ? Verdict.GOOD : Verdict.UNKNOWN;
  }

  private void judge(FaultKind kind, Verdict verdict, Instant now, Map<String, String> measured) {
    if (verdict == Verdict.BAD && !of(kind).open()) {
      details.put(kind, measured);
    }
    var unused = of(kind).judge(verdict, now);
  }

  private Persistence of(FaultKind kind) {
    Persistence found = patience.get(kind);
    if (found == null) {
      throw new IllegalArgumentException(kind + " is not told from streams");
    }
    return found;
  }

  Iterable<FaultKind> kinds() {
    return patience.keySet();
  }

  /** As last judged; any thread. */
  double lossShare() {
    return lastShare;
  }

  boolean open(FaultKind kind) {
    return of(kind).open();
  }

  @Nullable Instant since(FaultKind kind) {
    return of(kind).since();
  }

  Map<String, String> details(FaultKind kind) {
    return details.getOrDefault(kind, Map.of());
  }
}
