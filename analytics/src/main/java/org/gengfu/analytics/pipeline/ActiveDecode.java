package org.gengfu.analytics.pipeline;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.gengfu.analytics.budget.DecodeShare;
import org.gengfu.analytics.decode.DecodeException;
import org.gengfu.analytics.decode.Picture;
import org.gengfu.analytics.decode.StreamDecoder;
import org.gengfu.core.media.AnalysisLoad.Omission;
import org.jspecify.annotations.Nullable;

/**
 * Decodes one active camera: every access unit through a decoder of its own, which is given back
 * when the camera is quiet again. Works in small batches on the workers, behind all keyframes that
 * wait; where its share of the budget is used up, or it can't keep up, it goes on at the next
 * keyframe.
 */
final class ActiveDecode {
  /** How long a batch may hold a worker, in processor time. */
  private static final long BATCH_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  /** Further behind than this, its keyframes are judged on the quiet cameras' way. */
  private static final Duration MAX_LAG = Duration.ofSeconds(3);

  /** Pictures that no other refers to are left out of streams this much faster than needed. */
  private static final double PLENTY = 3;

  /** Units that come close together are decoded some at a time: to wake a worker costs, too. */
  private static final Duration GATHERED = Duration.ofMillis(150);

  /**
   * A group of pictures that was begun is finished, unless no reason has held for this long: it is
   * a long one, or nothing comes any more.
   */
  private static final Duration FINISH = Duration.ofSeconds(4);

  /** Longest that a reason is cut short by to end with a group of pictures. */
  private static final long MAX_EARLY_NANOS = TimeUnit.SECONDS.toNanos(2);

  /** Who judges the pictures. */
  interface Use {
    /**
     * Ends being active where no reason holds for longer than this; asked before each unit.
     *
     * @param ahead below zero: none has held for so long
     * @return whether it is over
     */
    boolean rest(Duration ahead);

    /** By what the budget is shared. */
    double weight();

    /** Pictures a second that are needed. */
    double picturesPerSecond();

    /** A keyframe that is due to be judged for what stays. */
    void still(Keyframe keyframe, Picture picture);

    /** A picture at the rate that is needed. */
    void moving(Picture picture, long nanos, long wallMillis);

    /** A keyframe that is due and that was not reached before the camera was quiet. */
    void left(Keyframe keyframe);

    /** Nothing more comes for the moment. */
    void pause();

    /** A unit could not be decoded. */
    void broken(Exception failure);
  }

  private final Workshop workshop;
  private final UnitQueue queue;
  private final Use use;
  private final Runnable job = this::run;
  private final AtomicBoolean queued = new AtomicBoolean();
  private final CameraMeter meter;

  // Guarded by this.
  private @Nullable DecodeShare share;
  private @Nullable Instant wokeFor;
  private boolean closed;

  // The event loop's.
  private Instant lastArrived = Instant.MIN;

  // The worker's; the flag above hands them from one to the next.
  private final StreamDecoder decoder;
  private long dueNanos;
  private long lastUnitNanos;
  private long groupNanos = UnitQueue.NONE;
  private double unitSeconds;
  private @Nullable TimedUnit awaitedStill;

  ActiveDecode(Workshop workshop, CameraMeter meter, UnitQueue queue, Use use) {
    this.workshop = workshop;
    this.decoder = new StreamDecoder(workshop.decoders());
    this.meter = meter;
    this.queue = queue;
    this.use = use;
  }

  /**
   * Begins, if it hasn't, with what the queue holds.
   *
   * @param since when what woke it was received
   */
  synchronized void wake(Instant since) {
    if (closed || share != null) {
      return;
    }
    share = workshop.budget().join(use.weight(), workshop.nanos());
    wokeFor = since;
    queue.flow();
    schedule();
  }

  /** Takes a unit, on the event loop. */
  void add(TimedUnit unit) {
    DecodeShare present = share();
    if (present != null) {
      present.offered();
    }
    int lost = queue.add(unit);
    if (lost > 0) {
      meter.omitted(Omission.BEHIND, lost);
    }
    Duration apart = Duration.between(lastArrived, unit.arrived());
    lastArrived = unit.arrived();
    if (present != null && (enough(apart) || enough(queue.lag(unit.arrived())))) {
      schedule();
    }
  }

  private static boolean enough(Duration waited) {
    return waited.compareTo(GATHERED) >= 0;
  }

  /** Whether keyframes that come now will be judged in time on this way. */
  boolean keepsUp(Instant now) {
    return share() != null && queue.lag(now).compareTo(MAX_LAG) < 0;
  }

  /** Whether it decodes, and gets less than it would use. */
  boolean capped() {
    DecodeShare present = share();
    return present != null && present.capped();
  }

  /** Looks whether there is something to do or to end. */
  void tick() {
    if (share() != null) {
      schedule();
    }
  }

  /** Ends for good; the workers may still be at work. */
  void stop() {
    synchronized (this) {
      closed = true;
    }
    queue.close();
    schedule();
  }

  /** Its share of the budget; null while it is quiet. */
  synchronized @Nullable DecodeShare share() {
    return share;
  }

  private void schedule() {
    if (!queued.compareAndSet(false, true)) {
      return;
    }
    try {
      workshop.workers().executeLater(job);
    } catch (RejectedExecutionException full) {
      queued.set(false);
    }
  }

  private void run() {
    DecodeShare present = share();
    try {
      if (present != null) {
        boolean over = over();
        if (!over) {
          over = batch(present);
          use.pause();
        }
        if (over) {
          sleep(present);
        }
      }
    } catch (RuntimeException failure) {
      use.broken(failure);
    } finally {
      queued.set(false);
      if (share() != null && (!queue.isEmpty() || closed())) {
        schedule();
      }
    }
  }

  private synchronized boolean closed() {
    return closed;
  }

  /** The camera is quiet: the decoder's memory is given back. */
  private void sleep(DecodeShare present) {
    Keyframe due;
    synchronized (this) {
      share = null;
      wokeFor = null;
      due = queue.rest();
    }
    present.close();
    decoder.close();
    if (due != null) {
      use.left(due);
      due.release();
    }
    awaitedStill = null;
    dueNanos = 0;
    lastUnitNanos = 0;
    groupNanos = UnitQueue.NONE;
  }

  /**
   * Whether the camera is quiet from here on. It comes to rest before a keyframe, at the one that
   * is nearest to when its reasons end: in the middle of a group what follows could not be decoded
   * any more, and who comes in just then would be seen from the next keyframe on only.
   */
  private boolean over() {
    if (closed()) {
      return true;
    }
    long keyframe = queue.keyframeAhead();
    if (keyframe == UnitQueue.NONE) {
      return use.rest(FINISH.negated());
    }
    long half = groupNanos == UnitQueue.NONE ? 0 : Math.max(0, keyframe - groupNanos) / 2;
    return use.rest(Duration.ofNanos(Math.min(half, MAX_EARLY_NANOS)));
  }

  /** Decodes some of what waits; whether the camera is quiet then. */
  private boolean batch(DecodeShare present) {
    long end = workshop.cpu().getAsLong() + BATCH_NANOS;
    boolean more = true;
    while (more && workshop.cpu().getAsLong() < end) {
      if (over()) {
        return true;
      }
      TimedUnit next = queue.poll();
      more = next != null;
      if (next != null) {
        try {
          take(present, next);
        } finally {
          next.unit().release();
        }
      }
    }
    return false;
  }

  private void take(DecodeShare present, TimedUnit next) {
    // Keyframes are always decoded: what stays is judged from them.
    if (!next.unit().keyframe() && !present.allows(workshop.nanos())) {
      giveUpGroup(Omission.BUDGET, 1);
      return;
    }
    if (lastUnitNanos != 0 && next.nanos() > lastUnitNanos) {
      unitSeconds += 0.1 * ((next.nanos() - lastUnitNanos) / 1e9 - unitSeconds);
    }
    lastUnitNanos = next.nanos();
    groupNanos = next.unit().keyframe() ? next.nanos() : groupNanos;
    if (next.still() != null) {
      awaitedStill = next;
    }
    boolean referencesOnly = unitSeconds > 0 && 1 / unitSeconds >= PLENTY * use.picturesPerSecond();
    long before = workshop.cpu().getAsLong();
    long[] judging = new long[1];
    try {
      decoder.decode(
          next.unit(),
          next.nanos(),
          referencesOnly,
          (picture, nanos) -> {
            long decoded = workshop.cpu().getAsLong();
            judge(next, picture, nanos);
            judging[0] += workshop.cpu().getAsLong() - decoded;
          });
    } catch (DecodeException | RuntimeException broken) {
      use.broken(broken);
      giveUpGroup(Omission.DAMAGED, 0);
    } finally {
      long took = workshop.cpu().getAsLong() - before;
      meter.decoded(took - judging[0]);
      present.spent(took);
    }
  }

  private void giveUpGroup(Omission reason, int already) {
    meter.omitted(reason, already + queue.dropToKeyframe());
    decoder.restart();
  }

  private void judge(TimedUnit fed, Picture picture, long nanos) {
    workshop.metrics().decoded(picture);
    long wallMillis =
        fed.unit().wallClock().toEpochMilli() + TimeUnit.NANOSECONDS.toMillis(nanos - fed.nanos());
    TimedUnit still = awaitedStill;
    if (still != null && still.nanos() == nanos && still.still() != null) {
      awaitedStill = null;
      use.still(still.still(), picture);
    }
    if (picture.damaged() || nanos < dueNanos) {
      return;
    }
    long period = (long) (1e9 / use.picturesPerSecond());
    // On the grid of the period, so that 10 pictures a second give five and not four.
    dueNanos = Math.max(dueNanos + period, nanos + period / 2);
    use.moving(picture, nanos, wallMillis);
    awake(fed);
  }

  /** The first picture that is as new as what woke the camera ends the wake-up. */
  private void awake(TimedUnit fed) {
    Instant since;
    synchronized (this) {
      since = wokeFor;
      if (since == null || fed.arrived().isBefore(since)) {
        return;
      }
      wokeFor = null;
    }
    workshop.metrics().wokeUp(Duration.between(since, workshop.clock().instant()));
  }
}
