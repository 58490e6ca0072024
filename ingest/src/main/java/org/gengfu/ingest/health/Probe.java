package org.gengfu.ingest.health;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.gengfu.core.doctor.Diagnosis;
import org.gengfu.core.media.AccessUnit;
import org.gengfu.core.media.CameraState;
import org.gengfu.core.media.Complaint;
import org.gengfu.ingest.source.CameraLoop;
import org.gengfu.ingest.source.StreamFailure;
import org.gengfu.ingest.source.StreamListener;
import org.gengfu.ingest.source.StreamSource;
import org.gengfu.ingest.source.StreamTarget;
import org.jspecify.annotations.Nullable;

/**
 * One look at a camera that is not configured: connects by the same path as all cameras do, with
 * the same bounds, measures for some seconds, and hangs up. Everything happens on the loop.
 */
final class Probe implements StreamListener {
  /** Three keyframes of a camera that sends one every four seconds. */
  static final Duration LOOK = Duration.ofSeconds(12);

  /** To connect, log in, and get the first picture. */
  static final Duration PATIENCE = Duration.ofSeconds(15);

  private final CameraLoop loop;
  private final String transport;
  private final InstantSource clock;
  private final StreamMeter meter;
  private final Promise<Diagnosis> promise = Promise.promise();
  private StreamSource.@Nullable OpenStream stream;
  private CameraLoop.@Nullable Timer timer;
  private final Set<String> quirks = new TreeSet<>();
  private @Nullable Duration clockOffset;
  private long packets;
  private long lost;
  private boolean agreed;
  private boolean pictures;
  private boolean over;

  Probe(CameraLoop loop, String transport, InstantSource clock) {
    this.loop = loop;
    this.transport = transport;
    this.clock = clock;
    this.meter = new StreamMeter(clock);
  }

  Future<Diagnosis> run(StreamSource source, StreamTarget target) {
    loop.execute(
        () -> {
          try {
            timer = loop.schedule(PATIENCE, this::timeUp);
            stream = source.open(loop, target, 0, this);
          } catch (RuntimeException e) {
            end();
            promise.tryFail(e);
          }
        });
    return promise.future();
  }

  @Override
  public void playing() {
    agreed = true;
  }

  @Override
  public void unit(AccessUnit unit) {
    if (!pictures) {
      pictures = true;
      if (timer != null) {
        timer.cancel();
      }
      timer = loop.schedule(LOOK, this::timeUp);
    }
    meter.accept(unit);
  }

  @Override
  public void received(int packetCount, int bytes, int lostCount, int damagedUnits) {
    packets += packetCount;
    lost += lostCount;
  }

  @Override
  public void clock(@Nullable Duration offset) {
    clockOffset = offset;
  }

  @Override
  public void quirk(String name) {
    quirks.add(name);
  }

  @Override
  public void failed(StreamFailure failure) {
    if (over) {
      return;
    }
    CameraState state =
        switch (failure.kind()) {
          case ABSENT, REFUSED -> CameraState.REFUSED;
          case UNAUTHORISED -> CameraState.UNAUTHORISED;
          case UNSUPPORTED -> CameraState.UNSUPPORTED;
        };
    finish(state, failure.detail(), failure.complaint());
  }

  private void timeUp() {
    if (pictures) {
      finish(CameraState.STREAMING, null, null);
    } else {
      finish(
          CameraState.STALLED,
          agreed
              ? "the camera agrees to send and sends no picture: check its encoder"
              : "the camera does not answer in time",
          agreed ? Complaint.NO_PICTURE : Complaint.NO_ANSWER);
    }
  }

  private void finish(CameraState state, @Nullable String detail, @Nullable Complaint failure) {
    if (over) {
      return;
    }
    end();
    Instant now = clock.instant();
    StreamSeen seen = meter.seen(now);
    promise.tryComplete(
        Doctor.diagnose(
            Doctor.facts(
                state,
                detail,
                seen,
                now,
                lost == 0 ? 0 : lost / (double) (lost + packets),
                clockOffset,
                transport,
                List.copyOf(quirks)),
            failure,
            seen,
            null,
            Set.of(),
            0));
  }

  private void end() {
    over = true;
    if (timer != null) {
      timer.cancel();
    }
    if (stream != null) {
      stream.close();
      stream = null;
    }
  }
}
