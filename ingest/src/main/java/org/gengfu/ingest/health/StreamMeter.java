package org.gengfu.ingest.health;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import org.gengfu.core.media.AccessUnit;
import org.gengfu.core.media.VideoFeeds.AccessUnitConsumer;
import org.gengfu.core.media.VideoFormat;
import org.jspecify.annotations.Nullable;

/** Measures one stream: fed on the camera's loop with a few sums a picture, read on any thread. */
final class StreamMeter implements AccessUnitConsumer {
  /** Keyframe distances that are remembered. */
  static final int KEYFRAMES = 8;

  private static final int LEAST_KEYFRAMES = 1;
  private static final int SLOT_SECONDS = 2;
  private static final int SLOTS = 30;
  private static final int LEAST_SLOTS = 4;

  /** Payload that cameras put into one RTP packet, at most 1,460 bytes on Ethernet. */
  private static final double PACKET_BYTES = 1_300;

  /** Of a greater jump the stream's clock began anew. */
  private static final long GREATEST_STEP = 2 * AccessUnit.PTS_PER_SECOND;

  private static final int JITTER_WEIGHT = 16;
  private static final int REORDERED_AFTER = 3;

  private final InstantSource clock;
  private final long[] slot = new long[SLOTS + 1];
  private final long[] units = new long[SLOTS + 1];
  private final long[] bytes = new long[SLOTS + 1];
  private final double[] distances = new double[KEYFRAMES];
  private final int[] gops = new int[KEYFRAMES];
  private int keyframes;
  private int sinceKeyframe;
  private long keyframePts;
  private boolean keyframeBefore;
  private @Nullable VideoFormat format;
  private @Nullable Instant firstUnitAt;
  private @Nullable Instant lastUnitAt;
  private @Nullable Instant lastKeyframeAt;
  private long lastPts;
  private double jitterMillis;
  private int reorderings;

  StreamMeter(InstantSource clock) {
    this.clock = clock;
    Arrays.fill(slot, Long.MIN_VALUE);
  }

  @Override
  public synchronized void accept(AccessUnit unit) {
    Instant now = clock.instant();
    count(now, unit.size());
    if (unit.keyframe()) {
      keyframe(unit, now);
    }
    sinceKeyframe++;
    if (lastUnitAt != null) {
      order(unit.pts() - lastPts, Duration.between(lastUnitAt, now));
    } else {
      firstUnitAt = now;
    }
    format = unit.format();
    lastUnitAt = now;
    lastPts = unit.pts();
  }

  private void count(Instant now, int size) {
    long period = now.getEpochSecond() / SLOT_SECONDS;
    int index = (int) Math.floorMod(period, (long) slot.length);
    if (slot[index] != period) {
      slot[index] = period;
      units[index] = 0;
      bytes[index] = 0;
    }
    units[index]++;
    bytes[index] += size;
  }

  private void keyframe(AccessUnit unit, Instant now) {
    long distance = unit.pts() - keyframePts;
    boolean gap =
        lastUnitAt == null || Duration.between(lastUnitAt, now).toMillis() > 5_000 || distance <= 0;
    if (keyframeBefore && !gap) {
      int index = keyframes++ % KEYFRAMES;
      distances[index] = distance / (double) AccessUnit.PTS_PER_SECOND;
      gops[index] = sinceKeyframe;
    }
    keyframeBefore = true;
    keyframePts = unit.pts();
    sinceKeyframe = 0;
    lastKeyframeAt = now;
  }

  private void order(long step, Duration arrival) {
    if (Math.abs(step) > GREATEST_STEP) {
      reorderings = 0;
      return;
    }
    if (step < 0) {
      reorderings = Math.min(reorderings + 1, 2 * REORDERED_AFTER);
    }
    double deviation = Math.abs(arrival.toNanos() / 1e6 - step * 1e3 / AccessUnit.PTS_PER_SECOND);
    jitterMillis += (deviation - jitterMillis) / JITTER_WEIGHT;
  }

  synchronized StreamSeen seen(Instant now) {
    long period = now.getEpochSecond() / SLOT_SECONDS;
    long first = firstSlot();
    long unitSum = 0;
    long byteSum = 0;
    for (int index = 0; index < slot.length; index++) {
      if (slot[index] > first && slot[index] < period && slot[index] >= period - SLOTS) {
        unitSum += units[index];
        byteSum += bytes[index];
      }
    }
    double seconds = SLOT_SECONDS * (double) wholeSlots(period);
    boolean enough = seconds >= SLOT_SECONDS * LEAST_SLOTS;
    int known = Math.min(keyframes, KEYFRAMES);
    double[] sorted = Arrays.copyOf(distances, known);
    Arrays.sort(sorted);
    int[] sortedGops = Arrays.copyOf(gops, known);
    Arrays.sort(sortedGops);
    boolean judged = known >= LEAST_KEYFRAMES;
    return new StreamSeen(
        format,
        lastUnitAt,
        lastKeyframeAt,
        judged ? sorted[known / 2] : Double.NaN,
        judged ? sorted[known - 1] / Math.max(0.001, sorted[0]) : 1,
        judged ? sortedGops[known / 2] : 0,
        enough ? unitSum / seconds : Double.NaN,
        enough ? byteSum * 8 / seconds : Double.NaN,
        byteSum / PACKET_BYTES + unitSum,
        jitterMillis,
        reorderings >= REORDERED_AFTER);
  }

  /** The slot in which the first unit came, which is not a whole one. */
  private long firstSlot() {
    return firstUnitAt == null ? Long.MAX_VALUE : firstUnitAt.getEpochSecond() / SLOT_SECONDS;
  }

  /** Whole slots since the first unit, at most {@value #SLOTS}. */
  private long wholeSlots(long period) {
    long first = firstSlot();
    return first >= period ? 0 : Math.min(SLOTS, period - first - 1);
  }
}
