package org.gengfu.ingest.camera;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.gengfu.core.metrics.MetricNames;

/** What is counted over all cameras. */
final class CameraMetrics {
  private final Counter units;
  private final Counter bytes;
  private final Counter lost;
  private final Counter lostSound;
  private final Counter damaged;
  private final Counter late;
  private final Counter duplicates;

  CameraMetrics(MeterRegistry registry) {
    units = registry.counter(MetricNames.ACCESS_UNITS);
    bytes = registry.counter(MetricNames.RECEIVED_BYTES);
    lost = registry.counter(MetricNames.LOST_PACKETS);
    lostSound = registry.counter(MetricNames.LOST_SOUND_PACKETS);
    damaged = registry.counter(MetricNames.DAMAGED_UNITS);
    late = registry.counter(MetricNames.LATE_PACKETS);
    duplicates = registry.counter(MetricNames.DUPLICATE_PACKETS);
  }

  void unit() {
    units.increment();
  }

  void useless(int latePackets, int duplicatePackets) {
    late.increment(latePackets);
    duplicates.increment(duplicatePackets);
  }

  void soundLost(int packets) {
    lostSound.increment(packets);
  }

  void received(int byteCount, int lostPackets, int damagedUnits) {
    bytes.increment(byteCount);
    if (lostPackets > 0) {
      lost.increment(lostPackets);
    }
    if (damagedUnits > 0) {
      damaged.increment(damagedUnits);
    }
  }
}
