package org.gengfu.dashboard.fake;

import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.gengfu.core.media.CameraState;
import org.gengfu.core.media.CameraStatus;
import org.gengfu.core.media.CameraStatuses;
import org.gengfu.core.media.Codec;
import org.gengfu.core.media.LiveStreams;
import org.gengfu.core.media.Snapshots;
import org.gengfu.core.media.StreamName;
import org.gengfu.core.media.StreamStatus;
import org.gengfu.core.media.VideoFeeds.Subscription;
import org.gengfu.core.media.VideoFormat;

/** Camera "gate" streams and "yard" is refused; pictures are text, live streams come by hand. */
public final class FakeVideo implements CameraStatuses, Snapshots, LiveStreams {
  public static final Instant TAKEN = Instant.parse("2026-03-01T07:59:58Z");

  /** Viewers in the order in which they came. */
  public final BlockingQueue<Watching> viewers = new LinkedBlockingQueue<>();

  public final BlockingQueue<String> left = new LinkedBlockingQueue<>();

  /** A viewer and what it watches. */
  public record Watching(String cameraId, Wish wish, Viewer viewer) {}

  @Override
  public Collection<CameraStatus> all() {
    return List.of(
        new CameraStatus(
            "gate",
            List.of(
                new StreamStatus(
                    StreamName.MAIN,
                    CameraState.STREAMING,
                    TAKEN,
                    null,
                    new VideoFormat(Codec.H264, 640, 360, new byte[] {1, 0x64, 0, 0x1f}),
                    TAKEN,
                    25,
                    800_000,
                    0,
                    Duration.ofMillis(-2500),
                    List.of("KEEP_ALIVE_REFUSED")),
                new StreamStatus(
                    StreamName.SUB,
                    CameraState.REFUSED,
                    TAKEN,
                    "unknown path",
                    null,
                    null,
                    0,
                    0,
                    0))),
        new CameraStatus(
            "yard", CameraState.REFUSED, TAKEN, "connection refused", null, null, 0, 0, 0));
  }

  @Override
  public Optional<CameraStatus> of(String cameraId) {
    return all().stream().filter(status -> status.cameraId().equals(cameraId)).findFirst();
  }

  @Override
  public Future<Snapshot> latest(String cameraId, int maxWidth) {
    return cameraId.equals("gate")
        ? Future.succeededFuture(
            new Snapshot(("gate at " + maxWidth).getBytes(StandardCharsets.UTF_8), TAKEN))
        : Future.failedFuture(new NoPictureException(cameraId));
  }

  @Override
  public Subscription open(String cameraId, Wish wish, Viewer viewer) {
    viewers.add(new Watching(cameraId, wish, viewer));
    return () -> left.add(cameraId);
  }
}
