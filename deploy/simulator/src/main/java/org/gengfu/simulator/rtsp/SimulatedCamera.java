package org.gengfu.simulator.rtsp;

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

  long phaseTicks() {
    return phaseTicks;
  }

  /** Runs ahead of the server's clock, 90,000 ticks a second, so that keyframes do not coincide. */
  public SimulatedCamera phaseTicks(long ticks) {
    phaseTicks = ticks;
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
