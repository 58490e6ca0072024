package org.gengfu.ingest.playback;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.gengfu.core.media.AccessUnit;
import org.gengfu.core.recording.Fragment;
import org.gengfu.core.recording.RecordedUnits;
import org.gengfu.ingest.playback.GroupReader.Extent;
import org.jspecify.annotations.Nullable;

/**
 * Gives a recording's pictures as access units. A group's bytes lie in one piece of direct memory,
 * which is used again once all of its units are released.
 */
final class UnitReader implements RecordedUnits.Reader {
  /** Pieces kept for further groups: a reader holds two groups, and reads the third. */
  private static final int MOST_IDLE = 4;

  private static final int LEAST_BYTES = 256 << 10;

  private final RecordingCursor cursor;
  private final Instant to;
  private final Extent extent;
  private final Deque<ByteBuffer> idle = new ArrayDeque<>();
  private boolean ended;

  /**
   * @param cursor at where it begins; closed with this
   * @param to pictures of then or later are left out
   */
  UnitReader(RecordingCursor cursor, Instant to, boolean keyframesOnly) {
    this.cursor = cursor;
    this.to = to;
    this.extent = keyframesOnly ? Extent.KEYFRAMES : Extent.PICTURES;
  }

  @Override
  public List<AccessUnit> next() {
    while (!ended) {
      Group group = cursor.next(extent);
      if (group == null || !group.wallClock().isBefore(to)) {
        ended = true;
        return List.of();
      }
      List<AccessUnit> units = units(group);
      if (!units.isEmpty()) {
        return units;
      }
    }
    return List.of();
  }

  private List<AccessUnit> units(Group group) {
    Pictures pictures = group.pictures();
    int count = 0;
    while (count < pictures.count() && wallClock(group, count).isBefore(to)) {
      count++;
    }
    if (count == 0) {
      return List.of();
    }
    long size = pictures.bytesBefore(count) + (long) count * AccessUnit.PADDING;
    ByteBuffer memory = take((int) Math.min(Integer.MAX_VALUE, size));
    AtomicInteger held = new AtomicInteger(count);
    Runnable free =
        () -> {
          if (held.decrementAndGet() == 0) {
            giveBack(memory);
          }
        };
    List<AccessUnit> units = new ArrayList<>(count);
    int offset = 0;
    int read = 0;
    for (int i = 0; i < count; i++) {
      int length = pictures.sizes()[i];
      ByteBuffer bytes = memory.slice(offset, length + AccessUnit.PADDING);
      bytes.put(0, group.bytes(), group.bytes().position() + read, length);
      bytes.put(length, new byte[AccessUnit.PADDING]);
      bytes.limit(length);
      units.add(
          new AccessUnit(
              group.format(),
              group.decodeTime() + pictures.unitsBefore(i) + pictures.composition(i),
              wallClock(group, i),
              pictures.keyframes()[i],
              bytes,
              free));
      read += length;
      offset += length + AccessUnit.PADDING;
    }
    return units;
  }

  /** The group's own is that of its first picture as it is shown. */
  private static Instant wallClock(Group group, int picture) {
    Pictures pictures = group.pictures();
    long units =
        pictures.unitsBefore(picture) + pictures.composition(picture) - pictures.composition(0);
    Duration since = units < 0 ? Fragment.units(-units).negated() : Fragment.units(units);
    return group.wallClock().plus(since);
  }

  private ByteBuffer take(int size) {
    @Nullable ByteBuffer found = null;
    synchronized (idle) {
      found = idle.pollFirst();
    }
    // A piece that is too small is left to the collector: groups of a camera are alike.
    return found != null && found.capacity() >= size
        ? found
        : ByteBuffer.allocateDirect(Math.max(LEAST_BYTES, size + size / 4));
  }

  private void giveBack(ByteBuffer memory) {
    synchronized (idle) {
      if (idle.size() < MOST_IDLE) {
        idle.addFirst(memory);
      }
    }
  }

  @Override
  public void close() {
    ended = true;
    cursor.close();
  }
}
