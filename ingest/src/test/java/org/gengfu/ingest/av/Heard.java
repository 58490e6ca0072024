package org.gengfu.ingest.av;

import static org.gengfu.ingest.testing.Eventually.eventually;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.gengfu.core.media.AccessUnit;
import org.gengfu.core.media.AudioUnit;
import org.gengfu.core.media.VideoFormat;
import org.gengfu.ingest.source.CameraLoop;
import org.gengfu.ingest.source.Credentials;
import org.gengfu.ingest.source.StreamFailure;
import org.gengfu.ingest.source.StreamListener;
import org.gengfu.ingest.source.StreamSource;
import org.gengfu.ingest.source.StreamTarget;
import org.jspecify.annotations.Nullable;

/** What came of one opened stream. */
final class Heard implements StreamListener {
  final List<Got> units = new CopyOnWriteArrayList<>();
  final List<AudioUnit> sounds = new CopyOnWriteArrayList<>();
  final List<StreamFailure> failures = new CopyOnWriteArrayList<>();
  final AtomicInteger playing = new AtomicInteger();
  final AtomicInteger offLoop = new AtomicInteger();
  private final CameraLoop loop;
  private final CompletableFuture<StreamSource.OpenStream> stream = new CompletableFuture<>();

  /** A unit as it came, and when. */
  record Got(VideoFormat format, long pts, boolean keyframe, byte[] bytes, long atNanos) {}

  private Heard(CameraLoop loop) {
    this.loop = loop;
  }

  static Heard open(
      StreamSource source, CameraLoop loop, String url, @Nullable Credentials credentials) {
    return open(source, loop, StreamTarget.of(url, credentials));
  }

  static Heard open(StreamSource source, CameraLoop loop, StreamTarget target) {
    Heard heard = new Heard(loop);
    loop.execute(() -> heard.stream.complete(source.open(loop, target, 900_000, heard)));
    return heard;
  }

  @Override
  public void playing() {
    check();
    playing.incrementAndGet();
  }

  @Override
  public void unit(AccessUnit unit) {
    check();
    byte[] bytes = new byte[unit.size()];
    unit.bytes().get(bytes);
    units.add(new Got(unit.format(), unit.pts(), unit.keyframe(), bytes, System.nanoTime()));
  }

  @Override
  public void sound(AudioUnit unit) {
    check();
    sounds.add(unit);
  }

  @Override
  public void received(int packets, int bytes, int lost, int damagedUnits) {
    check();
  }

  @Override
  public void failed(StreamFailure failure) {
    check();
    failures.add(failure);
  }

  private void check() {
    if (!loop.inLoop()) {
      offLoop.incrementAndGet();
    }
  }

  void awaitUnits(int count) {
    eventually(() -> units.size() + " units, " + failures, () -> units.size() >= count);
  }

  StreamFailure awaitFailure() {
    eventually(() -> units.size() + " units", () -> !failures.isEmpty());
    return failures.get(0);
  }

  List<Long> pts() {
    return new ArrayList<>(units.stream().map(Got::pts).toList());
  }

  void close() {
    loop.execute(() -> stream.join().close());
  }
}
