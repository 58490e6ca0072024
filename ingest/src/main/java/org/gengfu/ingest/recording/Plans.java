package org.gengfu.ingest.recording;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.gengfu.core.village.Camera;
import org.gengfu.core.village.RecordingPlan;
import org.gengfu.ingest.recording.CameraRecorder.Demand;

/** What a camera's plan asks for at a moment. */
final class Plans {
  private Plans() {}

  /**
   * @param caseOpen whether a case of the camera asks for it
   * @param zone the village's
   */
  static Demand demand(Camera camera, Instant now, ZoneId zone, boolean caseOpen) {
    if (!camera.enabled()) {
      return Demand.NOTHING;
    }
    RecordingPlan plan = camera.recording();
    return switch (plan.mode()) {
      case OFF -> Demand.NOTHING;
      case CONTINUOUS -> Demand.RECORDING;
      case EVENT -> caseOpen ? Demand.RECORDING : Demand.PRE_ROLL;
      case SCHEDULE -> {
        ZonedDateTime there = now.atZone(zone);
        yield plan.windows().stream()
                .anyMatch(window -> window.covers(there.getDayOfWeek(), there.toLocalTime()))
            ? Demand.RECORDING
            : Demand.NOTHING;
      }
    };
  }
}
