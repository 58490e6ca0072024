package org.gengfu.analytics.replay;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.gengfu.analytics.testing.RenderedVideo;
import org.gengfu.core.media.AccessUnit;

/** One video that was recorded from a moment on, by its groups; the rest of the time is a gap. */
final class FakeRecording implements UnitsAlone {
  private final RenderedVideo video;
  private final Instant start;
  private final Instant end;

  /** Runs when a group is read. */
  Runnable onRead = () -> {};

  volatile boolean everything;
  final AtomicInteger groupsRead = new AtomicInteger();

  FakeRecording(RenderedVideo video, Instant start, Duration length) {
    this.video = video;
    this.start = start;
    this.end = start.plus(length);
  }

  @Override
  public Reader read(String cameraId, Instant from, Instant to, boolean keyframesOnly) {
    everything = !keyframesOnly;
    List<List<RenderedVideo.Unit>> groups = new ArrayList<>();
    for (RenderedVideo.Unit unit : video.units()) {
      if (unit.keyframe()) {
        groups.add(new ArrayList<>());
      }
      Instant at = start.plusNanos(unit.pts() * 100_000 / 9);
      if ((unit.keyframe() || !keyframesOnly) && at.isBefore(to) && !at.isBefore(from)) {
        groups.get(groups.size() - 1).add(unit);
      }
    }
    groups.removeIf(List::isEmpty);
    return new Reader() {
      @Override
      public List<AccessUnit> next() {
        onRead.run();
        groupsRead.incrementAndGet();
        return groups.isEmpty()
            ? List.of()
            : groups.remove(0).stream().map(unit -> video.accessUnit(unit, start)).toList();
      }

      @Override
      public void close() {
        groups.clear();
      }
    };
  }

  @Override
  public Timeline timeline(String cameraId, Instant from, Instant to) {
    List<Gap> gaps = new ArrayList<>();
    if (from.isBefore(start)) {
      gaps.add(new Gap(from, start));
    }
    if (end.isBefore(to)) {
      gaps.add(new Gap(end, to));
    }
    return new Timeline(List.of(), gaps);
  }
}
