package org.gengfu.simulator.rtsp;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.gengfu.simulator.clip.EncodedScene;
import org.jspecify.annotations.Nullable;

/** One path of the server. Everything may be changed at any time, from any thread. */
public final class SimulatedCamera {
  private final String path;
  private final AtomicInteger viewers = new AtomicInteger();
  private volatile EncodedScene scene;
  private volatile Fault fault = Fault.NONE;
  private volatile @Nullable Credentials credentials;
  private volatile long phaseTicks;
  private volatile Duration clockOffset = Duration.ZERO;
  private volatile @Nullable String movedTo;
  private volatile boolean tcp = true;
  private volatile boolean udp = true;

  SimulatedCamera(String path, EncodedScene scene) {
    this.path = path;
    this.scene = scene;
  }

  public String path() {
    return path;
  }

  EncodedScene scene() {
    return scene;
  }

  /**
   * Shows another scene from its next keyframe on, to present viewers too; a change of resolution
   * when that has another size.
   */
  public SimulatedCamera show(EncodedScene other) {
    scene = other;
    return this;
  }

  Fault fault() {
    return fault;
  }

  /** Misbehaves like this from now on. */
  public SimulatedCamera fault(Fault other) {
    fault = other;
    return this;
  }

  @Nullable Credentials credentials() {
    return credentials;
  }

  /** Asks new requests for these; null for none. */
  public SimulatedCamera credentials(@Nullable Credentials other) {
    credentials = other;
    return this;
  }

  Duration clockOffset() {
    return clockOffset;
  }

  /** Lets its own clock go wrong by this much: what its sender reports tell from now on. */
  public SimulatedCamera clockOffset(Duration offset) {
    clockOffset = offset;
    return this;
  }

  long phaseTicks() {
    return phaseTicks;
  }

  /** Runs ahead of the server's clock, 90,000 ticks a second, so that keyframes do not coincide. */
  public SimulatedCamera phaseTicks(long ticks) {
    phaseTicks = ticks;
    return this;
  }

  @Nullable String movedTo() {
    return movedTo;
  }

  /**
   * Sends everybody to another address: with 302 to DESCRIBE, with REDIRECT to those who watch.
   *
   * @param url absolute; null takes it back
   */
  public SimulatedCamera movedTo(@Nullable String url) {
    movedTo = url;
    return this;
  }

  boolean sendsTcp() {
    return tcp;
  }

  boolean sendsUdp() {
    return udp;
  }

  /** Which transports SETUP agrees to; both unless told otherwise. */
  public SimulatedCamera transports(boolean overTcp, boolean overUdp) {
    tcp = overTcp;
    udp = overUdp;
    return this;
  }

  /** How many connections are playing it. */
  public int viewers() {
    return viewers.get();
  }

  void viewerCame() {
    viewers.incrementAndGet();
  }

  void viewerLeft() {
    viewers.decrementAndGet();
  }
}
