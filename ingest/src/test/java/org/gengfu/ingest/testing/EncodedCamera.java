package org.gengfu.ingest.testing;

import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.gengfu.core.events.DomainEvents;
import org.gengfu.core.media.AccessUnit;
import org.gengfu.core.media.AudioUnit;
import org.gengfu.core.media.VideoFormat;
import org.gengfu.core.village.Camera;
import org.gengfu.core.village.RecordingPlan;
import org.gengfu.ingest.camera.Cameras;
import org.gengfu.ingest.camera.Feeds;
import org.gengfu.ingest.rtsp.RtspClient;
import org.gengfu.ingest.rtsp.h264.H264ParameterSets;
import org.gengfu.ingest.rtsp.nal.ParameterSets;
import org.gengfu.ingest.source.CameraLoop;
import org.gengfu.ingest.testing.FakeOpener.FakeStream;
import org.gengfu.simulator.clip.EncodedScene;
import org.gengfu.simulator.clip.Gop;
import org.gengfu.simulator.clip.Picture;

/** A camera on a real loop that sends really encoded pictures when the test says so. */
public final class EncodedCamera implements AutoCloseable {
  private final RtspClient loops = new RtspClient(1, Clock.systemUTC());
  private final CameraLoop loop = loops.nextLoop();
  private final FakeOpener opener = new FakeOpener();
  private final Cameras cameras;
  private final AtomicInteger alive = new AtomicInteger();

  /** The feeds of all cameras that are made with it. */
  public final Feeds feeds = new Feeds(() -> loop, 8 << 20);

  /**
   * @param ids of cameras; one with {@code +sub} behind it has a sub stream, to which is sent by
   *     its id and {@code -sub}
   */
  public EncodedCamera(String... ids) throws InterruptedException {
    FakeVillageRegistry registry = new FakeVillageRegistry();
    int streams = 0;
    for (String text : ids) {
      String id = text.replace("+sub", "");
      String url = "rtsp://10.0.0.1/" + id;
      boolean sub = !id.equals(text);
      registry.put(
          new Camera(
              id,
              id,
              url,
              sub ? url + "-sub" : null,
              null,
              null,
              Camera.Transport.TCP,
              false,
              RecordingPlan.STANDARD,
              null,
              null,
              true));
      streams += sub ? 2 : 1;
    }
    int wanted = streams;
    cameras =
        new Cameras(
            registry,
            opener,
            feeds,
            new DomainEvents(),
            new io.micrometer.core.instrument.simple.SimpleMeterRegistry(),
            Clock.systemUTC());
    cameras.start();
    Eventually.eventually(opener::count, () -> opener.count() == wanted);
  }

  /** Sends a GOP of the scene, with its number as time. */
  public void send(String id, EncodedScene scene, int number) throws InterruptedException {
    Gop gop = scene.gop(number);
    ParameterSets sets = new H264ParameterSets();
    sets.offer(gop.parameterSets().sps());
    sets.offer(gop.parameterSets().pps());
    VideoFormat format = Objects.requireNonNull(sets.format());
    for (Picture picture : gop.pictures()) {
      boolean first = picture.offsetTicks() == 0;
      deliver(
          id,
          unit(
              format,
              number * scene.gopTicks() + picture.offsetTicks(),
              first,
              bytes(picture.nals())));
    }
  }

  /** Makes a unit of these bytes. */
  public AccessUnit unit(VideoFormat format, long pts, boolean keyframe, byte[] content) {
    ByteBuffer bytes = ByteBuffer.allocateDirect(content.length + AccessUnit.PADDING);
    bytes.put(content).flip();
    alive.incrementAndGet();
    return new AccessUnit(
        format,
        pts,
        Instant.EPOCH.plusNanos(pts * 100_000 / 9),
        keyframe,
        bytes,
        alive::decrementAndGet);
  }

  private static byte[] bytes(List<byte[]> nals) {
    ByteBuffer out = ByteBuffer.allocate(nals.stream().mapToInt(nal -> nal.length + 4).sum());
    nals.forEach(nal -> out.putInt(nal.length).put(nal));
    return out.array();
  }

  /** Delivers it as the camera does, and waits until that is done. */
  public void deliver(String id, AccessUnit unit) throws InterruptedException {
    onLoop(id, stream -> stream.deliver(unit));
  }

  /** Delivers a piece of sound as the camera does, and waits until that is done. */
  public void hear(String id, AudioUnit unit) throws InterruptedException {
    onLoop(id, stream -> stream.hear(unit));
  }

  private void onLoop(String id, Consumer<FakeStream> task) throws InterruptedException {
    FakeStream stream =
        opener.all().stream()
            .filter(one -> one.target.path().equals("/" + id))
            .findFirst()
            .orElseThrow();
    CountDownLatch done = new CountDownLatch(1);
    loop.execute(
        () -> {
          task.accept(stream);
          done.countDown();
        });
    done.await();
  }

  /** Units of the camera that are still held. */
  public int alive() {
    return alive.get();
  }

  @Override
  public void close() {
    cameras.close();
    loops.close();
  }
}
