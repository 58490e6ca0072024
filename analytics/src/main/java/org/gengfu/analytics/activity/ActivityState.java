package org.gengfu.analytics.activity;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One camera's activity. A reason makes it active at once and holds for a while after it was last
 * given, so that a walker behind a tree does not make it flap; long quiet is what has not changed
 * at all for minutes. Thread-safe.
 */
public final class ActivityState {
  /**
   * How long a reason holds: longer than two keyframes of most cameras. A camera that falls asleep
   * too early is decoded back to the group of pictures before its next change; whoever comes and
   * goes before that, and changes no keyframe, is missed.
   */
  public static final Duration HOLD = Duration.ofSeconds(5);

  /** A camera that shows no change for this long is quiet for long. */
  public static final Duration LONG = Duration.ofMinutes(10);

  private final Map<ActivityReason, Instant> given = new EnumMap<>(ActivityReason.class);
  private boolean wanted;
  private @Nullable Instant calmSince;

  /**
   * Whether anybody takes more than keyframes; nothing makes a camera active while nobody does.
   *
   * @return whether that is new
   */
  public synchronized boolean wanted(boolean everyPicture) {
    boolean changed = wanted != everyPicture;
    wanted = everyPicture;
    return changed;
  }

  /** Whether anybody takes more than keyframes. */
  public synchronized boolean wanted() {
    return wanted;
  }

  /**
   * A reason to be active.
   *
   * @return whether it wakes the camera: it is wanted, and was not active
   */
  public synchronized boolean note(ActivityReason reason, Instant now) {
    boolean before = activeAt(now);
    given.put(reason, now);
    calmSince = now;
    return wanted && !before;
  }

  /**
   * What a judged keyframe showed.
   *
   * @param changed whether anything at all differs from the one before
   */
  public synchronized void looked(boolean changed, Instant now) {
    if (changed || calmSince == null) {
      calmSince = now;
    }
  }

  /** The camera was changed, or begins anew: it is watched closely for a while. */
  public synchronized void begin(Instant now) {
    calmSince = now;
  }

  /**
   * Ends being active where no reason holds at a time that may be a little ahead.
   *
   * @return whether it is over
   */
  public synchronized boolean rest(Instant ahead) {
    if (activeAt(ahead)) {
      return false;
    }
    given.clear();
    return true;
  }

  public synchronized Activity at(Instant now) {
    if (activeAt(now)) {
      return Activity.ACTIVE;
    }
    Instant since = calmSince;
    boolean calm = since != null && !now.isBefore(since.plus(LONG));
    return calm && !wanted ? Activity.LONG_QUIET : Activity.QUIET;
  }

  /** The reasons that hold. */
  public synchronized Set<ActivityReason> reasons(Instant now) {
    Set<ActivityReason> holding = EnumSet.noneOf(ActivityReason.class);
    given.forEach(
        (reason, at) -> {
          if (holds(at, now)) {
            holding.add(reason);
          }
        });
    return holding;
  }

  private boolean activeAt(Instant now) {
    return wanted && given.values().stream().anyMatch(at -> holds(at, now));
  }

  private static boolean holds(Instant at, Instant now) {
    return now.isBefore(at.plus(HOLD));
  }
}
