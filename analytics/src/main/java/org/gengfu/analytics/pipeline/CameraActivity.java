package org.gengfu.analytics.pipeline;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.gengfu.analytics.activity.Activity;
import org.gengfu.analytics.activity.ActivityReason;
import org.gengfu.analytics.activity.ActivityState;
import org.gengfu.analytics.activity.ChangeDetector.Change;
import org.gengfu.analytics.activity.KeyframeGap;
import org.gengfu.analytics.activity.SizeHint;
import org.gengfu.analytics.budget.DecodeShare;
import org.gengfu.core.media.AccessUnit;
import org.gengfu.core.media.AnalysisLoad.Omission;
import org.gengfu.core.media.VideoFeeds.Subscription;
import org.gengfu.core.village.Zone;
import org.jspecify.annotations.Nullable;

/**
 * Decides which of one camera's pictures are decoded: wakes it, lets it rest, and passes keyframes
 * over while nothing has happened for long.
 */
final class CameraActivity {
  private final Workshop workshop;
  private final CameraMeter meter;
  private final ActivityState state = new ActivityState();
  private final SizeHint sizes = new SizeHint();
  private final HeldBack heldBack = new HeldBack();
  private final UnitQueue units = new UnitQueue();
  private final ActiveDecode decode;
  private final AtomicInteger viewers = new AtomicInteger();

  // Written by the configuration.
  private List<Zone> configured = List.of();
  private volatile List<Zone> zones = List.of();
  private volatile double picturesPerSecond = MotionRate.SELDOM;
  private volatile KeyframeGap gap = new KeyframeGap(Duration.ZERO);

  CameraActivity(Workshop workshop, CameraMeter meter, ActiveDecode.Use use) {
    this.workshop = workshop;
    this.meter = meter;
    this.decode = new ActiveDecode(workshop, meter, units, use);
    state.begin(workshop.clock().instant());
  }

  /**
   * These zones from now on.
   *
   * @param enabled all that are judged
   * @param moving those among them that the camera is made active for
   */
  synchronized void zones(List<Zone> enabled, List<Zone> moving) {
    if (enabled == configured && moving.equals(zones)) {
      return;
    }
    configured = enabled;
    zones = moving;
    picturesPerSecond = MotionRate.of(moving);
    gap = new KeyframeGap(shortestDwell(enabled));
    state.wanted(!moving.isEmpty());
    state.begin(workshop.clock().instant());
    if (moving.isEmpty()) {
      decode.tick();
    }
  }

  /** Without zones nothing but the picture's health is judged, and that has a pace of its own. */
  private static Duration shortestDwell(List<Zone> zones) {
    return Duration.ofSeconds(zones.stream().mapToInt(Zone::dwellSeconds).min().orElse(0));
  }

  /** What its rules need while it is active. */
  double picturesPerSecond() {
    return picturesPerSecond;
  }

  /** A picture between keyframes, on the event loop. */
  void between(AccessUnit unit, long nanos) {
    if (!state.wanted()) {
      return;
    }
    Instant now = workshop.clock().instant();
    decode.add(new TimedUnit(unit, nanos, now, null));
    if (sizes.take(unit.size())) {
      note(ActivityReason.SIZES, now);
    }
  }

  /** By how much the pictures before this keyframe rose in size; on the event loop. */
  double endGroup() {
    return sizes.endGroup();
  }

  /**
   * Whether a keyframe that is due may be passed over; it is then held back for a while. On the
   * event loop.
   */
  boolean passOver(Keyframe keyframe) {
    boolean rests = activity() == Activity.LONG_QUIET && heldBack.fits(keyframe);
    if (!gap.passOver(keyframe.nanos(), rests)) {
      return false;
    }
    heldBack.add(keyframe);
    meter.omitted(Omission.LONG_QUIET, 1);
    return true;
  }

  /**
   * Takes a keyframe among the pictures of an active camera; on the event loop.
   *
   * @param due whether it is to be judged for what stays
   * @return whether it will be, on this way
   */
  boolean takes(Keyframe keyframe, boolean due) {
    if (!state.wanted()) {
      return false;
    }
    Instant now = workshop.clock().instant();
    boolean soon = false;
    if (activity() == Activity.ACTIVE) {
      decode.wake(now);
      soon = decode.keepsUp(now);
    }
    decode.add(
        new TimedUnit(keyframe.unit(), keyframe.nanos(), now, due && soon ? keyframe : null));
    return due && soon;
  }

  /** Keyframes before this one that were passed over; the caller releases them. */
  List<Keyframe> heldBefore(Keyframe keyframe) {
    return heldBack.takeBefore(keyframe);
  }

  /**
   * Takes note of what a keyframe that is judged shows; on the worker.
   *
   * @param change what differs from the one before
   */
  void looked(Change change, Keyframe keyframe) {
    Instant now = workshop.clock().instant();
    state.looked(change.any(), now);
    sizes.learn(keyframe.rise(), change.wakes());
    if (change.wakes()) {
      note(ActivityReason.CHANGE, now);
    }
  }

  /** A reason to be active; any thread. */
  void note(ActivityReason reason, Instant since) {
    if (state.note(reason, workshop.clock().instant())) {
      workshop.metrics().woken(reason);
      decode.wake(since);
    }
  }

  /** Somebody looks at the camera in full size, until that is closed; any thread. */
  Subscription attend() {
    viewers.incrementAndGet();
    note(ActivityReason.VIEWER, workshop.clock().instant());
    AtomicBoolean left = new AtomicBoolean();
    return () -> {
      if (left.compareAndSet(false, true)) {
        viewers.decrementAndGet();
      }
    };
  }

  /**
   * Ends being active where no reason holds for longer than this; any thread.
   *
   * @param ahead below zero: none has held for so long
   * @return whether it is over
   */
  boolean rest(Duration ahead) {
    return state.rest(workshop.clock().instant().plus(ahead));
  }

  Activity activity() {
    return state.at(workshop.clock().instant());
  }

  /** Whether it is decoded at a lower rate than its rules ask for. */
  boolean capped() {
    return decode.capped();
  }

  /** Its share of the budget; null where it is not active. */
  @Nullable DecodeShare share() {
    return decode.share();
  }

  /** Why it is active; empty where it is not. */
  Set<ActivityReason> reasons() {
    Instant now = workshop.clock().instant();
    return state.at(now) == Activity.ACTIVE ? state.reasons(now) : Set.of();
  }

  void tick() {
    if (viewers.get() > 0) {
      note(ActivityReason.VIEWER, workshop.clock().instant());
    }
    decode.tick();
  }

  /** Takes nothing more. */
  void stop() {
    heldBack.close();
    decode.stop();
  }
}
