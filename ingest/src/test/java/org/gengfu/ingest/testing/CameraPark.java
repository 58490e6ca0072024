package org.gengfu.ingest.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gengfu.ingest.testing.Eventually.eventually;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import org.gengfu.core.events.DomainEvents;
import org.gengfu.core.media.CameraState;
import org.gengfu.core.media.CameraStatus;
import org.gengfu.core.village.Camera;
import org.gengfu.core.village.Camera.Transport;
import org.gengfu.core.village.RecordingPlan;
import org.gengfu.core.village.Secret;
import org.gengfu.ingest.camera.Cameras;
import org.gengfu.ingest.camera.Feeds;
import org.gengfu.ingest.rtsp.RtspClient;
import org.jspecify.annotations.Nullable;

/** Everything that receives cameras, over real sockets. */
public final class CameraPark implements AutoCloseable {
  public final FakeVillageRegistry registry = new FakeVillageRegistry();
  public final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  public final RtspClient rtsp = new RtspClient(1, Clock.systemUTC());
  public final Feeds feeds = new Feeds(rtsp::nextLoop, 1 << 20);
  public final Cameras cameras =
      new Cameras(registry, rtsp, feeds, new DomainEvents(), meters, Clock.systemUTC());

  /** Puts a camera in, in place of the one that had the id. */
  public void put(
      String id,
      String url,
      Transport transport,
      @Nullable String certificate,
      @Nullable String password) {
    registry.put(
        new Camera(
            id,
            id,
            url,
            null,
            password == null ? null : "admin",
            password == null ? null : new Secret(password),
            transport,
            certificate,
            false,
            RecordingPlan.STANDARD,
            null,
            null,
            true));
  }

  public void put(String id, String url, Transport transport) {
    put(id, url, transport, null, null);
  }

  public CameraStatus status(String id) {
    return cameras.of(id).orElseThrow();
  }

  /** Waits for a state, and for a part of what is said of it; null for nothing said. */
  public void expect(String id, CameraState state, @Nullable String detail) {
    eventually(() -> cameras.of(id), () -> status(id).state() == state);
    if (detail == null) {
      assertThat(status(id).detail()).isNull();
    } else {
      eventually(() -> cameras.of(id), () -> String.valueOf(status(id).detail()).contains(detail));
    }
  }

  @Override
  public void close() {
    cameras.close();
    rtsp.close();
  }
}
