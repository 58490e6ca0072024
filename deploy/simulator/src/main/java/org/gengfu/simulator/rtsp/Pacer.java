package org.gengfu.simulator.rtsp;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** One event loop's metronome: every beat, all its viewers send what is due. */
final class Pacer {
  /** A picture is at most this late. */
  static final int BEAT_MILLIS = 20;

  private final Set<Viewer> viewers = new LinkedHashSet<>();
  private final ScheduledFuture<?> beats;

  Pacer(EventLoop loop) {
    beats = loop.scheduleAtFixedRate(this::beat, BEAT_MILLIS, BEAT_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** Called on the event loop. */
  void add(Viewer viewer) {
    if (viewers.add(viewer)) {
      viewer.camera().viewerCame();
    }
  }

  /** Called on the event loop; harmless for one that is not there. */
  void remove(Viewer viewer) {
    if (viewers.remove(viewer)) {
      viewer.camera().viewerLeft();
    }
  }

  void stop() {
    beats.cancel(false);
  }

  private void beat() {
    // A copy: a viewer whose camera closes the connection takes itself out while being served.
    for (Viewer viewer : viewers.toArray(Viewer[]::new)) {
      viewer.tick();
    }
  }
}
