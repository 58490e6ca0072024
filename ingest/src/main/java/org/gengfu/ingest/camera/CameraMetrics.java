package org.gengfu.ingest.camera;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.gengfu.core.metrics.MetricNames;

/** What is counted over all cameras. */
final class CameraMetrics {
  private final Counter units;
  private final Counter bytes;
  private final Counter lost;
  private final Counter damaged;

  CameraMetrics(MeterRegistry registry) {
    units = registry.counter(MetricNames.ACCESS_UNITS);
    bytes = registry.counter(MetricNames.RECEIVED_BYTES);
    lost = registry.counter(MetricNames.LOST_PACKETS);
    damaged = registry.counter(MetricNames.DAMAGED_UNITS);
  }

  void unit() {
    units.increment();
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
