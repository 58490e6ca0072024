package org.gengfu.ingest;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gengfu.core.delivery.TopicPublisher;
import org.gengfu.core.doctor.StreamDoctor;
import org.gengfu.core.events.DomainEvents;
import org.gengfu.core.faults.FaultSink;
import org.gengfu.core.life.Component;
import org.gengfu.core.life.HealthCheck;
import org.gengfu.core.media.AudioFeeds;
import org.gengfu.core.media.CameraHealthStore;
import org.gengfu.core.media.CameraStatuses;
import org.gengfu.core.media.LiveStreams;
import org.gengfu.core.media.UsualBitrates;
import org.gengfu.core.media.VideoFeeds;
import org.gengfu.core.sensing.ReadingConsumer;
import org.gengfu.core.sensing.ReadingStore;
import org.gengfu.core.sensing.SensorStatuses;
import org.gengfu.core.village.VillageRegistry;
import org.gengfu.ingest.av.AvSource;
import org.gengfu.ingest.av.Transcoders;
import org.gengfu.ingest.camera.CameraHealthRecorder;
import org.gengfu.ingest.camera.Cameras;
import org.gengfu.ingest.camera.Feeds;
import org.gengfu.ingest.camera.LoopWatch;
import org.gengfu.ingest.health.Doctor;
import org.gengfu.ingest.health.StreamHealth;
import org.gengfu.ingest.live.LiveFanOut;
import org.gengfu.ingest.mqtt.SensorGateway;
import org.gengfu.ingest.rtsp.RtspClient;
import org.gengfu.ingest.source.StreamSource;
import org.gengfu.ingest.source.StreamSources;
import org.jspecify.annotations.Nullable;

/** What comes in: the cameras' streams and the sensors' readings. */
public final class Ingest implements Component {
  private final RtspClient rtsp;
  private final AvSource av;
  private final LoopWatch loopWatch;
  private final Feeds feeds;
  private final Transcoders transcoders;
  private final LiveFanOut live;
  private final Cameras cameras;
  private final CameraHealthRecorder healthRecorder;
  private final SensorGateway sensors;
  private final VillageRegistry registry;
  private final InstantSource clock;
  private final StreamSource sources;
  private @Nullable StreamHealth streamHealth;
  private @Nullable StreamDoctor doctor;

  public Ingest(
      Vertx vertx,
      VillageRegistry registry,
      DomainEvents events,
      ReadingStore readings,
      CameraHealthStore cameraHealth,
      MeterRegistry meters,
      InstantSource clock,
      IngestConfig config) {
    this.registry = registry;
    this.clock = clock;
    rtsp = new RtspClient(config.eventLoops(), clock, config.rtsp());
    loopWatch = new LoopWatch(rtsp.loops(), meters);
    feeds = new Feeds(rtsp::nextLoop, config.pictureBytesPerCamera());
    transcoders = new Transcoders(feeds, config.transcoders(), meters);
    live = new LiveFanOut(feeds, transcoders, meters);
    av =
        new AvSource(
            config.mediaDirectory(), AvSource.DEFAULT_MAX_INPUTS, AvSource.DEFAULT_LIMITS, clock);
    sources = sources();
    cameras = new Cameras(registry, sources, feeds, events, meters, clock);
    healthRecorder = new CameraHealthRecorder(vertx, cameras, cameraHealth, clock);
    sensors = new SensorGateway(vertx, registry, events, readings, meters, clock, config.spool());
  }

  /** Which source speaks which scheme: further ways for cameras to come in are further lines. */
  private StreamSource sources() {
    Map<String, StreamSource> byScheme = new HashMap<>();
    RtspClient.SCHEMES.forEach(scheme -> byScheme.put(scheme, rtsp));
    AvSource.SCHEMES.forEach(scheme -> byScheme.put(scheme, av));
    return new StreamSources(byScheme);
  }

  /** Hands readings on once they are durable; to be called before the start. */
  public void onReadings(ReadingConsumer consumer) {
    sensors.onReadings(consumer);
  }

  /** Watches the health of streams, brokers and sensors and tells it here; before the start. */
  public void onHealth(FaultSink faults, UsualBitrates bitrates) {
    StreamHealth watching = new StreamHealth(registry, feeds, cameras, bitrates, faults, clock);
    streamHealth = watching;
    sensors.onFaults(faults);
    doctor = new Doctor(registry, cameras, watching, faults, sources, rtsp::nextLoop, clock);
  }

  /** The stream doctor; there once health is watched. */
  public StreamDoctor doctor() {
    StreamDoctor present = doctor;
    if (present == null) {
      throw new IllegalStateException("nobody watches the streams' health");
    }
    return present;
  }

  public VideoFeeds feeds() {
    return feeds;
  }

  public AudioFeeds sounds() {
    return feeds;
  }

  public LiveStreams live() {
    return live;
  }

  public CameraStatuses cameras() {
    return cameras;
  }

  public SensorStatuses sensors() {
    return sensors.statuses();
  }

  public TopicPublisher publisher() {
    return sensors.publisher();
  }

  public List<HealthCheck> healthChecks() {
    return List.of(new CamerasHealth(cameras), sensors.health());
  }

  @Override
  public void start() {
    try {
      rtsp.warmUp();
      loopWatch.start();
      cameras.start();
      healthRecorder.start();
      if (streamHealth != null) {
        streamHealth.start();
      }
      sensors.start();
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  @Override
  public void close() {
    sensors.close();
    if (streamHealth != null) {
      streamHealth.close();
    }
    healthRecorder.close();
    cameras.close();
    transcoders.close();
    av.close();
    loopWatch.close();
    rtsp.close();
  }
}
