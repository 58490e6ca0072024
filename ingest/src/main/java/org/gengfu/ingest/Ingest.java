package org.gengfu.ingest;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.List;
import org.gengfu.core.events.DomainEvents;
import org.gengfu.core.life.Component;
import org.gengfu.core.life.HealthCheck;
import org.gengfu.core.media.CameraHealthStore;
import org.gengfu.core.media.CameraStatuses;
import org.gengfu.core.media.LiveStreams;
import org.gengfu.core.media.VideoFeeds;
import org.gengfu.core.village.VillageRegistry;
import org.gengfu.ingest.camera.CameraHealthRecorder;
import org.gengfu.ingest.camera.Cameras;
import org.gengfu.ingest.camera.Feeds;
import org.gengfu.ingest.live.LiveFanOut;
import org.gengfu.ingest.rtsp.RtspClient;

/** What comes in: the cameras' streams and the sensors' readings. */
public final class Ingest implements Component {
  private final RtspClient rtsp;
  private final Feeds feeds;
  private final LiveFanOut live;
  private final Cameras cameras;
  private final CameraHealthRecorder healthRecorder;

  public Ingest(
      Vertx vertx,
      VillageRegistry registry,
      DomainEvents events,
      CameraHealthStore cameraHealth,
      MeterRegistry meters,
      InstantSource clock,
      IngestConfig config) {
    rtsp = new RtspClient(config.eventLoops(), clock);
    feeds = new Feeds(rtsp::nextLoop, config.pictureBytesPerCamera());
    live = new LiveFanOut(feeds, meters);
    cameras = new Cameras(registry, rtsp, feeds, events, meters, clock);
    healthRecorder = new CameraHealthRecorder(vertx, cameras, cameraHealth, clock);
  }

  public VideoFeeds feeds() {
    return feeds;
  }

  public LiveStreams live() {
    return live;
  }

  public CameraStatuses cameras() {
    return cameras;
  }

  public List<HealthCheck> healthChecks() {
    return List.of(new CamerasHealth(cameras));
  }

  @Override
  public void start() {
    cameras.start();
    healthRecorder.start();
  }

  @Override
  public void close() {
    healthRecorder.close();
    cameras.close();
    rtsp.close();
  }
}
