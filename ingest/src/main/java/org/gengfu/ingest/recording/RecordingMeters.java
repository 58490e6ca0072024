package org.gengfu.ingest.recording;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.gengfu.core.metrics.MetricNames;

/** What recording counts. */
final class RecordingMeters {
  /** Why a group of pictures did not get to disk. */
  enum DropReason {
    /** The disk's queue was full. */
    SLOW,
    /** No disk had room. */
    FULL,
    /** No disk worked, or the one that had it failed. */
    FAILED,
    /** It could not begin a file, and the file it belonged to was lost. */
    HEADLESS
  }

  private final MeterRegistry meters;
  private final Map<DropReason, Counter> dropped = new EnumMap<>(DropReason.class);
  final Counter bytes;
  final Counter segments;
  final Timer write;
  final Timer sync;

  RecordingMeters(MeterRegistry meters) {
    this.meters = meters;
    bytes = meters.counter(MetricNames.RECORDED_BYTES);
    segments = meters.counter(MetricNames.RECORDED_SEGMENTS);
    write = meters.timer(MetricNames.RECORDING_WRITE);
    sync = meters.timer(MetricNames.RECORDING_SYNC);
    for (DropReason reason : DropReason.values()) {
      dropped.put(
          reason,
          meters.counter(
              MetricNames.DROPPED_GROUPS, "reason", reason.name().toLowerCase(Locale.ROOT)));
    }
  }

  void dropped(DropReason reason) {
    Counter counter = dropped.get(reason);
    if (counter != null) {
      counter.increment();
    }
  }

  /** Watches a disk, by its number in the configuration. */
  void disk(RecordingDisk disk, int number) {
    gauge(MetricNames.RECORDING_QUEUE, disk, number, RecordingDisk::queuedBytes);
    gauge(MetricNames.RECORDING_USED, disk, number, RecordingDisk::usedBytes);
    gauge(MetricNames.RECORDING_FREE, disk, number, RecordingDisk::freeBytes);
  }

  private void gauge(
      String name, RecordingDisk disk, int number, ToDoubleFunction<RecordingDisk> value) {
    Gauge.builder(name, disk, value).tag("disk", Integer.toString(number)).register(meters);
  }

  void index(IndexWriter index) {
    Gauge.builder(MetricNames.RECORDING_INDEX_WAITING, index, IndexWriter::waiting)
        .register(meters);
  }
}
