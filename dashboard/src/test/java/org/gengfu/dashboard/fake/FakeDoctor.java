package org.gengfu.dashboard.fake;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.gengfu.core.doctor.Diagnosis;
import org.gengfu.core.doctor.Diagnosis.Finding;
import org.gengfu.core.doctor.Patient;
import org.gengfu.core.doctor.StreamDoctor;
import org.gengfu.core.doctor.StreamFacts;
import org.gengfu.core.media.CameraState;
import org.gengfu.core.media.Codec;
import org.gengfu.core.media.Complaint;
import org.gengfu.core.media.VideoFormat;

/** Knows camera "gate", which has long keyframe intervals, and nobody else answers. */
public final class FakeDoctor implements StreamDoctor {
  public final BlockingQueue<Patient> patients = new LinkedBlockingQueue<>();
  public volatile boolean busy;

  @Override
  public Optional<Diagnosis> examine(String cameraId) {
    if (!cameraId.equals("gate")) {
      return Optional.empty();
    }
    return Optional.of(
        Diagnosis.of(
            List.of(
                new Finding(Complaint.CLOCK_UNKNOWN),
                new Finding(
                    Complaint.KEYFRAME_INTERVAL,
                    Map.of("seconds", "10.0", "frames", "250", "wanted", "50"))),
            new StreamFacts(
                CameraState.STREAMING,
                null,
                new VideoFormat(Codec.H264, 1920, 1080, new byte[] {1, 0x64, 0, 0x28}),
                25,
                10,
                250,
                4_000_000,
                0,
                3.5,
                Duration.ofMillis(-2500),
                false,
                "rtsp/tcp",
                List.of())));
  }

  @Override
  public Future<Diagnosis> probe(Patient patient) {
    if (busy) {
      return Future.failedFuture(new BusyException(4));
    }
    patients.add(patient);
    return Future.succeededFuture(
        Diagnosis.of(
            List.of(new Finding(Complaint.NO_ANSWER)),
            new StreamFacts(
                CameraState.REFUSED,
                "nothing answers at 10.0.0.9:554",
                null,
                Double.NaN,
                Double.NaN,
                0,
                Double.NaN,
                Double.NaN,
                Double.NaN,
                null,
                false,
                "rtsp/tcp",
                List.of())));
  }
}
