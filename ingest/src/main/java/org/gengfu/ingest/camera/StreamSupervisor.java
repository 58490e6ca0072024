package org.gengfu.ingest.camera;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import org.gengfu.core.media.AccessUnit;
import org.gengfu.core.media.AudioUnit;
import org.gengfu.core.media.CameraState;
import org.gengfu.core.media.Complaint;
import org.gengfu.core.media.StreamName;
import org.gengfu.core.media.StreamStatus;
import org.gengfu.core.village.Camera;
import org.gengfu.ingest.source.CameraLoop;
import org.gengfu.ingest.source.Credentials;
import org.gengfu.ingest.source.StreamFailure;
import org.gengfu.ingest.source.StreamListener;
import org.gengfu.ingest.source.StreamSource;
import org.gengfu.ingest.source.StreamTarget;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one stream of a camera running: connects, notices failure and stalling, retries, and says
 * how it stands. Everything happens on the camera's loop.
 */
final class StreamSupervisor {
  /** Without an access unit for this long, a stream is stalled. */
  static final Duration STALL = Duration.ofSeconds(10);

  /**
   * While packets still come, a stalled camera is given this long to send a keyframe: some have one
   * a minute.
   */
  static final Duration KEYFRAME_PATIENCE = Duration.ofSeconds(60);

  /** A stream that held this long was a success: the next failure is retried soon. */
  static final Duration SETTLED = Duration.ofSeconds(10);

  private static final String REFUSED_OFTEN =
      "the camera has refused the user name or the password several times: correct them; they are"
          + " tried again after some minutes, as many cameras lock the account after wrong tries";

  private static final Logger LOG = LoggerFactory.getLogger(StreamSupervisor.class);

  private final CameraFeed feed;
  private final StreamName stream;
  private final CameraLoop loop;
  private final Surroundings surroundings;
  private final Around around;
  private final StreamRecord record;
  private final Backoff backoff;
  private final LoginPatience logins;
  private @Nullable Camera camera;
  private @Nullable Attempt attempt;
  private CameraLoop.@Nullable Timer retry;
  private long attemptNanos;
  private long lastPts;
  private long lastPtsNanos;
  private boolean anyUnit;

  /** What all supervisors share. */
  record Surroundings(
      StreamSource source,
      ConnectPacer pacer,
      LoginAttempts logins,
      InstantSource clock,
      CameraMetrics metrics) {}

  /** The rest of the camera, as this stream sees it. */
  interface Around {
    /** The state, or what is wrong, is another; called on the loop. */
    void changed();

    /** Whether the camera has locked out another of its streams with the same credentials. */
    boolean lockedOut();
  }

  StreamSupervisor(
      CameraFeed feed,
      StreamName stream,
      CameraState first,
      Surroundings surroundings,
      Around around,
      Backoff backoff) {
    this.feed = feed;
    this.stream = stream;
    this.loop = feed.loop();
    this.surroundings = surroundings;
    this.around = around;
    this.backoff = backoff;
    this.logins = new LoginPatience(surroundings.logins());
    this.record = new StreamRecord(stream, first, surroundings.clock().instant());
  }

  /** How the stream is doing; safe on any thread. */
  StreamStatus status() {
    return record.status(loop.nanoTime());
  }

  CameraState state() {
    return record.state();
  }

  /** Takes up a configuration, new or changed, and begins anew with it. */
  void configure(Camera wanted) {
    loop.assertInLoop();
    end();
    logins.begin(camera != null);
    camera = wanted;
    backoff.reset();
    if (wanted.enabled()) {
      enter(CameraState.CONNECTING);
      connectAfter(Duration.ZERO);
    } else {
      enter(CameraState.DISABLED);
    }
  }

  /** The stream is configured no more, or the hub ends. */
  void stop() {
    loop.assertInLoop();
    end();
    camera = null;
  }

  private void end() {
    if (retry != null) {
      retry.cancel();
      retry = null;
    }
    if (attempt != null) {
      attempt.close();
      attempt = null;
      feed.interrupt(stream);
    }
  }

  private void connectAfter(Duration delay) {
    retry = loop.schedule(delay, this::awaitTurn);
  }

  private void awaitTurn() {
    if (record.state() == CameraState.UNAUTHORISED && around.lockedOut()) {
      // One stream's tries are enough: many cameras lock an account after a few wrong ones.
      connectAfter(backoff.next(Backoff.Reason.UNAUTHORISED, Duration.ZERO));
      return;
    }
    StreamTarget target = target();
    if (target != null) {
      Duration turn = surroundings.pacer().reserve(target.host(), loop.nanoTime());
      retry = loop.schedule(turn, () -> connect(withLoginWhereItDoesNoHarm(target)));
    }
  }

  private StreamTarget withLoginWhereItDoesNoHarm(StreamTarget target) {
    Credentials own = target.credentials();
    return own == null || logins.mayLogIn(account(target, own), loop.nanoTime())
        ? target
        : target.withoutCredentials();
  }

  private static LoginAttempts.Account account(StreamTarget target, Credentials own) {
    return new LoginAttempts.Account(target.address(), own.username());
  }

  private @Nullable StreamTarget target() {
    Camera wanted = camera;
    String url = wanted == null ? null : stream == StreamName.MAIN ? wanted.url() : wanted.subUrl();
    if (wanted == null || url == null) {
      return null;
    }
    try {
      Credentials credentials =
          wanted.username() == null || wanted.password() == null
              ? null
              : new Credentials(wanted.username(), wanted.password());
      StreamTarget target =
          StreamTarget.of(url, credentials, wanted.transport(), wanted.certificateSha256());
      return wanted.audio() && stream == StreamName.MAIN ? target.withSound() : target;
    } catch (IllegalArgumentException e) {
      // Nothing to retry: only a change of the configuration can help.
      enter(CameraState.UNSUPPORTED, Complaint.ADDRESS_INVALID, e.getMessage(), "");
      return null;
    }
  }

  private void connect(StreamTarget target) {
    retry = null;
    Attempt now = new Attempt(target);
    attempt = now;
    attemptNanos = loop.nanoTime();
    now.open = surroundings.source().open(loop, target, firstPts(), now);
  }

  private long firstPts() {
    if (!anyUnit) {
      return feed.ptsNow();
    }
    long idle = loop.nanoTime() - lastPtsNanos;
    return lastPts + idle / 1_000 * AccessUnit.PTS_PER_SECOND / 1_000_000;
  }

  private void failed(
      Backoff.Reason reason, Complaint complaint, String detail, String trace, boolean settled) {
    attempt = null;
    feed.interrupt(stream);
    if (settled) {
      backoff.reset();
    }
    enter(reason.state(), complaint, detail, trace);
    retry(reason);
  }

  private void retry(Backoff.Reason reason) {
    connectAfter(backoff.next(reason, Duration.ofNanos(loop.nanoTime() - attemptNanos)));
  }

  private boolean hasLogin() {
    return camera != null && camera.username() != null && camera.password() != null;
  }

  /** Asked without the login that it has refused before, the camera still wants one. */
  private void stillAsks(StreamFailure failure) {
    attempt = null;
    feed.interrupt(stream);
    if (record.state() != CameraState.UNAUTHORISED) {
      enter(CameraState.UNAUTHORISED, Complaint.LOGIN_WRONG, REFUSED_OFTEN, failure.trace());
    }
    if (logins.asked(failure.challenge())) {
      connectAfter(Backoff.LEAST);
    } else {
      retry(Backoff.Reason.UNAUTHORISED);
    }
  }

  private void enter(CameraState state) {
    enter(state, null, null, "");
  }

  private void enter(
      CameraState state, @Nullable Complaint complaint, @Nullable String detail, String trace) {
    if (record.enter(state, complaint, detail, surroundings.clock().instant())) {
      if (detail == null) {
        LOG.info("camera {}, {} stream: {}", feed.cameraId(), name(), state);
      } else {
        LOG.warn(
            "camera {}, {} stream: {}: {} [{}]", feed.cameraId(), name(), state, detail, trace);
      }
      around.changed();
    }
  }

  private String name() {
    return stream.name().toLowerCase(Locale.ROOT);
  }

  /** One connection, from its attempt to its end. */
  private final class Attempt implements StreamListener {
    /** Whom it logs in as; null where it carries no login. */
    private final LoginAttempts.@Nullable Account account;

    private StreamSource.@Nullable OpenStream open;
    private CameraLoop.@Nullable Timer stallCheck;
    private long firstUnitNanos;
    private long lastUnitNanos;
    private long lastPacketNanos;
    private long units;
    private boolean streaming;
    private boolean over;

    Attempt(StreamTarget target) {
      Credentials carried = target.credentials();
      account = carried == null ? null : account(target, carried);
    }

    @Override
    public void playing() {
      if (account == null) {
        logins.another();
      } else {
        logins.accepted(account);
      }
      if (!over && !streaming) {
        watch();
      }
    }

    private void watch() {
      lastUnitNanos = loop.nanoTime();
      lastPacketNanos = lastUnitNanos;
      stallCheck = loop.schedule(STALL, this::checkStall);
    }

    @Override
    public void unit(AccessUnit unit) {
      long now = loop.nanoTime();
      if (!streaming) {
        streaming = true;
        firstUnitNanos = now;
        if (stallCheck == null) {
          watch();
        }
      }
      units++;
      lastUnitNanos = now;
      anyUnit = true;
      lastPts = unit.pts();
      lastPtsNanos = now;
      record.unit(unit.format(), surroundings.clock().instant(), now);
      surroundings.metrics().unit();
      if (record.state() != CameraState.STREAMING) {
        enter(CameraState.STREAMING);
      }
      feed.publish(stream, unit);
    }

    @Override
    public void sound(AudioUnit unit) {
      if (!over) {
        feed.publishAudio(unit);
      }
    }

    @Override
    public void received(int packets, int bytes, int lost, int damagedUnits) {
      lastPacketNanos = loop.nanoTime();
      record.received(bytes, lost, lastPacketNanos);
      surroundings.metrics().received(bytes, lost, damagedUnits);
    }

    @Override
    public void useless(int late, int duplicates) {
      surroundings.metrics().useless(late, duplicates);
    }

    @Override
    public void soundLost(int packets) {
      surroundings.metrics().soundLost(packets);
    }

    @Override
    public void quirk(String name) {
      record.quirk(name);
    }

    @Override
    public void clock(@Nullable Duration offset) {
      record.clock(offset);
    }

    private void checkStall() {
      long now = loop.nanoTime();
      Duration silent = Duration.ofNanos(now - lastUnitNanos);
      if (silent.compareTo(STALL) < 0) {
        stallCheck = loop.schedule(STALL.minus(silent), this::checkStall);
        return;
      }
      boolean packets = now - lastPacketNanos < STALL.toNanos();
      if (packets && silent.compareTo(KEYFRAME_PATIENCE) < 0) {
        enter(
            CameraState.STALLED,
            Complaint.NO_PICTURE,
            "the camera sends data, but no picture that can begin to be decoded has come for 10 s:"
                + " set a shorter keyframe interval (I-frame interval, at most 4 s), and check the"
                + " network for losses",
            "");
        stallCheck = loop.schedule(STALL, this::checkStall);
        return;
      }
      close();
      StreamSupervisor.this.failed(
          Backoff.Reason.STALLED,
          Complaint.NO_PICTURE,
          "the camera is connected but no picture has come for 10 s: it is being reconnected; if"
              + " this repeats, restart the camera and check its network",
          "pictures in this connection: " + units,
          settled());
    }

    private boolean settled() {
      return streaming && lastUnitNanos - firstUnitNanos >= SETTLED.toNanos();
    }

    @Override
    public void failed(StreamFailure failure) {
      if (over) {
        return;
      }
      over = true;
      cancelCheck();
      if (failure.kind() != StreamFailure.Kind.UNAUTHORISED) {
        logins.another();
      } else if (account != null) {
        logins.refused(account, failure.challenge(), loop.nanoTime());
      } else if (hasLogin()) {
        stillAsks(failure);
        return;
      }
      Backoff.Reason reason =
          switch (failure.kind()) {
            case ABSENT -> Backoff.Reason.ABSENT;
            case REFUSED -> Backoff.Reason.REFUSED;
            case UNAUTHORISED -> Backoff.Reason.UNAUTHORISED;
            case UNSUPPORTED ->
                failure.complaint() == Complaint.NOT_RTSP
                    ? Backoff.Reason.NOT_RTSP
                    : Backoff.Reason.UNSUPPORTED;
          };
      StreamSupervisor.this.failed(
          reason, failure.complaint(), failure.detail(), failure.trace(), settled());
    }

    void close() {
      over = true;
      cancelCheck();
      if (open != null) {
        open.close();
      }
    }

    private void cancelCheck() {
      if (stallCheck != null) {
        stallCheck.cancel();
      }
    }
  }
}
