package org.gengfu.ingest.rtsp;

import java.time.Duration;
import org.gengfu.core.media.AccessUnit;
import org.gengfu.core.media.AudioUnit;
import org.gengfu.core.media.Complaint;
import org.gengfu.ingest.source.CameraLoop;
import org.gengfu.ingest.source.StreamFailure;
import org.gengfu.ingest.source.StreamFailure.Kind;
import org.gengfu.ingest.source.StreamListener;
import org.gengfu.ingest.source.StreamSource;
import org.gengfu.ingest.source.StreamTarget;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A stream that somebody has asked for: waits out a dead session of ours, takes its turn at the
 * host, and goes where the camera points to. Each connection is an {@link RtspStream}. Lives on one
 * loop.
 */
final class RtspOpenStream implements StreamSource.OpenStream, RtspStream.Owner {
  /** How long a turn at the host is waited for before that is told. */
  static final Duration QUEUE_PATIENCE = Duration.ofSeconds(30);

  private static final Logger LOG = LoggerFactory.getLogger(RtspOpenStream.class);

  private final CameraLoop loop;
  private final StreamTarget entered;
  private final StreamListener listener;
  private final KnownServers servers;
  private final HostGate gate;
  private final Connector connector;
  private final Redirects redirects;
  private StreamTarget target;
  private long pts;
  private long ptsNanos;
  private int hops;
  private boolean played;
  private boolean over;
  private CameraLoop.@Nullable Timer timer;
  private HostGate.@Nullable Ticket ticket;
  private @Nullable RtspStream stream;

  /** Makes connections. */
  interface Connector {
    RtspStream connect(CameraLoop loop, StreamTarget target, long firstPts, RtspStream.Owner owner);
  }

  RtspOpenStream(
      CameraLoop loop,
      StreamTarget target,
      long firstPts,
      StreamListener listener,
      KnownServers servers,
      HostGate gate,
      Connector connector) {
    this.loop = loop;
    this.entered = target;
    this.target = target;
    this.pts = firstPts;
    this.ptsNanos = loop.nanoTime();
    this.listener = listener;
    this.servers = servers;
    this.gate = gate;
    this.connector = connector;
    this.redirects = new Redirects(target);
  }

  /** Begins; the listener hears nothing before this has returned. */
  void begin() {
    Duration wait = servers.wait(target.url(), loop.nanoTime());
    if (!wait.isZero()) {
      LOG.info("{}: waiting {} s for a session of ours to end", target.address(), wait.toSeconds());
    }
    timer = loop.schedule(wait, this::enter);
  }

  private void enter() {
    servers.quirks(target.url()).forEach(quirk -> listener.quirk(quirk.name()));
    timer =
        loop.schedule(QUEUE_PATIENCE, () -> failed(Refusals.crowded(target, gate.connections())));
    ticket = gate.enter(target.address(), loop, this::connect);
  }

  private void connect() {
    if (over) {
      return;
    }
    cancelTimer();
    stream = connector.connect(loop, target, ptsNow(), this);
  }

  private long ptsNow() {
    long idle = loop.nanoTime() - ptsNanos;
    return pts + idle / 1_000 * AccessUnit.PTS_PER_SECOND / 1_000_000;
  }

  // What the connection tells.

  @Override
  public void playing() {
    handshaken();
    if (!played) {
      played = true;
      listener.playing();
    }
  }

  @Override
  public void unit(AccessUnit unit) {
    pts = unit.pts();
    ptsNanos = loop.nanoTime();
    listener.unit(unit);
  }

  @Override
  public void received(int packets, int bytes, int lost, int damagedUnits) {
    listener.received(packets, bytes, lost, damagedUnits);
  }

  @Override
  public void sound(AudioUnit unit) {
    listener.sound(unit);
  }

  @Override
  public void useless(int late, int duplicates) {
    listener.useless(late, duplicates);
  }

  @Override
  public void soundLost(int packets) {
    listener.soundLost(packets);
  }

  @Override
  public void clock(@Nullable Duration offset) {
    listener.clock(offset);
  }

  @Override
  public void quirk(Quirk quirk) {
    if (servers.note(target.url(), quirk)) {
      LOG.info("{}: {} ({})", target.address(), quirk.meaning(), quirk);
    }
    if (!over) {
      listener.quirk(quirk.name());
    }
  }

  @Override
  public void sessionLeft(int timeoutSeconds) {
    servers.sessionLeft(target.url(), timeoutSeconds, loop.nanoTime());
  }

  @Override
  public void sessionEnded() {
    servers.sessionEnded(target.url());
  }

  @Override
  public void busy(RtspFailureException refusal, String trace) {
    Duration left = servers.refused(target.url(), loop.nanoTime());
    failed(
        left.isZero()
            ? new StreamFailure(refusal.kind(), refusal.complaint(), refusal.detail(), trace)
            : new StreamFailure(
                refusal.kind(),
                Complaint.HELD_BY_US,
                Refusals.heldByUs(target, left).detail(),
                trace));
  }

  @Override
  public void moved(String location) {
    try {
      StreamTarget to = redirects.follow(target, location, hops);
      hops++;
      LOG.info("{} points to {}", target.address(), to.address());
      leave();
      target = to;
      begin();
    } catch (RtspFailureException e) {
      failed(e);
    }
  }

  private void failed(RtspFailureException failure) {
    failed(
        new StreamFailure(
            failure.kind(), failure.complaint(), failure.detail(), "redirections: " + hops));
  }

  @Override
  public void failed(StreamFailure failure) {
    if (over) {
      return;
    }
    over = true;
    leave();
    boolean withheld =
        failure.kind() == Kind.UNAUTHORISED
            && entered.credentials() != null
            && !redirects.atHome(target);
    listener.failed(
        withheld
            ? new StreamFailure(
                failure.kind(),
                Complaint.REDIRECTED,
                redirects.withheld(target).detail(),
                failure.trace(),
                failure.challenge())
            : failure);
  }

  private void handshaken() {
    if (ticket != null) {
      ticket.handshaken();
    }
  }

  private void leave() {
    cancelTimer();
    stream = null;
    if (ticket != null) {
      ticket.leave();
      ticket = null;
    }
  }

  private void cancelTimer() {
    if (timer != null) {
      timer.cancel();
      timer = null;
    }
  }

  @Override
  public void close() {
    if (over) {
      return;
    }
    over = true;
    RtspStream open = stream;
    leave();
    if (open != null) {
      open.close();
    }
  }
}
