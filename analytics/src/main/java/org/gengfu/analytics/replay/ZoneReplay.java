package org.gengfu.analytics.replay;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.gengfu.analytics.activity.Activity;
import org.gengfu.analytics.activity.ActivityReason;
import org.gengfu.analytics.activity.ActivityState;
import org.gengfu.analytics.activity.ChangeDetector;
import org.gengfu.analytics.activity.ChangeDetector.Change;
import org.gengfu.analytics.decode.DecodeException;
import org.gengfu.analytics.decode.JpegEncoder;
import org.gengfu.analytics.decode.KeyframeDecoders;
import org.gengfu.analytics.decode.Picture;
import org.gengfu.analytics.decode.StreamDecoder;
import org.gengfu.analytics.detect.ObjectDetector;
import org.gengfu.analytics.pipeline.KeyframePace;
import org.gengfu.analytics.pipeline.MotionRate;
import org.gengfu.analytics.pipeline.UnitTimes;
import org.gengfu.analytics.replay.HeldGroups.Timed;
import org.gengfu.analytics.replay.ReplayRun.Side;
import org.gengfu.core.media.AccessUnit;
import org.gengfu.core.recording.RecordedUnits;
import org.gengfu.core.replay.Trial;
import org.gengfu.core.village.Camera;
import org.gengfu.core.village.Zone;
import org.jspecify.annotations.Nullable;

/**
 * Judges a camera's recorded pictures by the zones on trial, and by those in force, side by side:
 * the pictures that live analysis would decode, with the times they were taken at. Keyframes alone
 * where no zone asks what moves; where one does, everything while something moves there.
 */
final class ZoneReplay implements AutoCloseable {
  /** Pictures before the time that counts, so that the place is known when it begins. */
  static final Duration LEAD_IN = Duration.ofMinutes(15);

  /** Pictures that none refers to are left out of streams so many times as fast as needed. */
  private static final double PLENTY = 3;

  /** Pictures decoded between two looks at the processor time. */
  private static final int BATCH = 10;

  private final ReplayRun run;
  private final Trial.OfZones trial;
  private final Camera camera;
  private final CpuShare share;
  private final Judges tried;
  private final Judges inForce;
  private final boolean moving;
  private final double picturesPerSecond;
  private final JpegEncoder jpegs = new JpegEncoder();
  private final KeyframeDecoders keyframes = new KeyframeDecoders(1);
  private final StreamDecoder stream = new StreamDecoder();
  private final UnitTimes times = new UnitTimes();
  private final KeyframePace pace = new KeyframePace();
  private final ActivityState activity = new ActivityState();
  private final ChangeDetector changes = new ChangeDetector();
  private long movedNanos = Long.MIN_VALUE;
  private long dueNanos;
  private int batch;

  /**
   * @param camera with its masks; what they cover nobody sees
   * @param village time zone of the zones' hours
   * @param detector is asked about candidates; null for none
   */
  ZoneReplay(
      ReplayRun run,
      Trial.OfZones trial,
      Camera camera,
      ZoneId village,
      @Nullable ObjectDetector detector,
      CpuShare share) {
    this.run = run;
    this.trial = trial;
    this.camera = camera;
    this.share = share;
    this.tried = new Judges(run, Side.TRIED, camera, trial.zones(), village, detector, jpegs);
    List<Zone> present = run.village().zonesOf(camera.id());
    this.inForce = new Judges(run, Side.IN_FORCE, camera, present, village, detector, jpegs);
    List<Zone> watched = Stream.concat(tried.moving().stream(), inForce.moving().stream()).toList();
    this.moving = !watched.isEmpty();
    this.picturesPerSecond = MotionRate.of(watched);
    this.changes.zones(watched.stream().map(Zone::polygon).toList());
    this.activity.wanted(moving);
  }

  /**
   * Goes through all of them, or until the replay is cancelled.
   *
   * @throws org.gengfu.core.storage.StoreException when the index can't be read
   */
  void go(RecordedUnits recorded) throws InterruptedException {
    try (RecordedUnits.Reader reader =
            recorded.read(camera.id(), trial.from().minus(LEAD_IN), trial.to(), !moving);
        HeldGroups held = new HeldGroups()) {
      List<AccessUnit> units = reader.next();
      while (!units.isEmpty() && run.running()) {
        group(timed(units), held);
        units = reader.next();
      }
      units.forEach(AccessUnit::release);
    }
  }

  private List<Timed> timed(List<AccessUnit> units) {
    List<Timed> timed = new ArrayList<>(units.size());
    for (AccessUnit unit : units) {
      timed.add(new Timed(unit, times.nanos(unit)));
    }
    return timed;
  }

  private void group(List<Timed> read, HeldGroups held) throws InterruptedException {
    List<Timed> units = held.add(read);
    if (units.isEmpty()) {
      return;
    }
    Timed first = units.get(0);
    if (!moving) {
      for (Timed one : units) {
        keyframe(one);
      }
      return;
    }
    boolean before = active(first);
    if (first.unit().keyframe()) {
      keyframe(first);
    }
    if (!active(first)) {
      stream.close();
      return;
    }
    if (!before) {
      stream.close();
      feed(held.before());
    }
    feed(units);
  }

  private boolean active(Timed at) {
    return activity.at(at.unit().wallClock()) == Activity.ACTIVE;
  }

  /** Judges a keyframe for what stays, and where nothing else is decoded for what moves. */
  private void keyframe(Timed one) throws InterruptedException {
    if (!one.unit().keyframe() || !pace.accept(one.nanos())) {
      return;
    }
    Instant at = one.unit().wallClock();
    try {
      boolean judged =
          keyframes.decode(one.unit(), camera.masks(), seen -> keyframe(seen, one, at));
      if (judged) {
        run.reached(at);
      }
    } catch (DecodeException broken) {
      // As live: what can't be decoded says nothing.
      run.broken();
    }
    share.keep();
  }

  private boolean keyframe(Picture picture, Timed one, Instant at) {
    if (picture.damaged()) {
      run.broken();
      return false;
    }
    if (moving) {
      Change change =
          changes.look(picture.luma(), picture.lumaStride(), picture.width(), picture.height());
      if (change.wakes()) {
        activity.note(ActivityReason.CHANGE, at);
      }
    }
    tried.stay(picture, one.nanos(), at);
    inForce.stay(picture, one.nanos(), at);
    if (moving && !active(one)) {
      move(picture, one.nanos(), at);
    }
    return true;
  }

  private void move(Picture picture, long nanos, Instant at) {
    if (nanos <= movedNanos) {
      return;
    }
    movedNanos = nanos;
    boolean follows = tried.move(picture, nanos, at);
    follows |= inForce.move(picture, nanos, at);
    if (follows) {
      activity.note(ActivityReason.RULE, at);
    }
  }

  /** Decodes a whole group, at the rate that the rules need. */
  private void feed(List<Timed> units) throws InterruptedException {
    boolean referencesOnly = rate(units) >= PLENTY * picturesPerSecond;
    boolean lost = false;
    for (Timed one : units) {
      if (lost && !one.unit().keyframe()) {
        continue;
      }
      lost = false;
      try {
        stream.decode(
            one.unit(), one.nanos(), referencesOnly, (picture, nanos) -> look(picture, nanos, one));
      } catch (DecodeException broken) {
        run.broken();
        lost = true;
      }
      batch++;
      if (batch % BATCH == 0) {
        share.keep();
      }
    }
  }

  /** Pictures a second. */
  private static double rate(List<Timed> units) {
    if (units.size() < 2) {
      return 0;
    }
    long nanos = units.get(units.size() - 1).nanos() - units.get(0).nanos();
    return nanos <= 0 ? 0 : (units.size() - 1) * 1e9 / nanos;
  }

  private void look(Picture picture, long nanos, Timed fed) {
    if (picture.damaged() || nanos < dueNanos) {
      return;
    }
    long period = (long) (1e9 / picturesPerSecond);
    // On the grid of the period, so that 10 pictures a second give five and not four.
    dueNanos = Math.max(dueNanos + period, nanos + period / 2);
    picture.mask(camera.masks());
    Instant at = fed.unit().wallClock().plusNanos(nanos - fed.nanos());
    move(picture, nanos, at);
    run.reached(at);
  }

  @Override
  public void close() {
    stream.close();
    keyframes.close();
    jpegs.close();
  }
}
