package org.gengfu.ingest.rtsp;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import org.gengfu.ingest.source.CameraLoop;
import org.jspecify.annotations.Nullable;

/**
 * Bounds what one host is asked to do at once: a recorder serves dozens of cameras from one
 * address, and many such boxes fail under a crowd. So many handshakes at a time, so many
 * connections in all; who comes first is served first. A handshake that hangs gives its place back
 * after a short while and goes on without one: dead cameras can't keep the living out. Safe on any
 * thread.
 */
final class HostGate {
  /** How long a handshake may hold its place. */
  static final Duration PATIENCE = Duration.ofSeconds(2);

  private final int handshakes;
  private final int connections;
  private final Map<String, Host> hosts = new HashMap<>();

  private static final class Host {
    private final ArrayDeque<Ticket> queue = new ArrayDeque<>();
    private int handshaking;
    private int open;
  }

  /** Where one connection stands. */
  private enum Stage {
    WAITING,
    HANDSHAKING,
    OPEN,
    GONE
  }

  HostGate(RtspLimits limits) {
    this(limits.handshakesPerHost(), limits.connectionsPerHost());
  }

  HostGate(int handshakes, int connections) {
    this.handshakes = handshakes;
    this.connections = connections;
  }

  /** One connection's place, from the queue to its end. */
  final class Ticket {
    private final String name;
    private final CameraLoop loop;
    private final Runnable go;
    private Stage stage = Stage.WAITING;
    private CameraLoop.@Nullable Timer patience;

    private Ticket(String name, CameraLoop loop, Runnable go) {
      this.name = name;
      this.loop = loop;
      this.go = go;
    }

    /** The handshake is over, well or not, or has lasted too long. */
    void handshaken() {
      synchronized (HostGate.this) {
        Host host = hosts.get(name);
        if (host != null && stage == Stage.HANDSHAKING) {
          stage = Stage.OPEN;
          host.handshaking--;
          admit(host);
        }
      }
      cancelPatience();
    }

    /** The connection is closed, or no longer wanted; harmless twice. */
    void leave() {
      synchronized (HostGate.this) {
        Host host = hosts.get(name);
        if (host == null || stage == Stage.GONE) {
          return;
        }
        if (stage == Stage.WAITING) {
          host.queue.remove(this);
        } else {
          host.open--;
          host.handshaking -= stage == Stage.HANDSHAKING ? 1 : 0;
        }
        stage = Stage.GONE;
        admit(host);
        if (host.open == 0 && host.queue.isEmpty()) {
          hosts.remove(name);
        }
      }
      cancelPatience();
    }

    private void begin() {
      synchronized (HostGate.this) {
        if (stage != Stage.HANDSHAKING) {
          return;
        }
      }
      patience = loop.schedule(PATIENCE, this::handshaken);
      go.run();
    }

    private void cancelPatience() {
      CameraLoop.Timer timer = patience;
      if (timer != null) {
        timer.cancel();
      }
    }
  }

  /**
   * Waits for a place.
   *
   * @param go is run on the loop, not before this call has returned
   */
  synchronized Ticket enter(String host, CameraLoop loop, Runnable go) {
    Ticket ticket = new Ticket(host, loop, go);
    Host entered = hosts.computeIfAbsent(host, any -> new Host());
    entered.queue.add(ticket);
    admit(entered);
    return ticket;
  }

  private void admit(Host host) {
    while (host.handshaking < handshakes && host.open < connections && !host.queue.isEmpty()) {
      Ticket next = host.queue.remove();
      next.stage = Stage.HANDSHAKING;
      host.handshaking++;
      host.open++;
      next.loop.execute(next::begin);
    }
  }

  /** Most connections in all with one host and port. */
  int connections() {
    return connections;
  }

  /** Connections with a host, those in their handshake included. */
  synchronized int open(String host) {
    Host known = hosts.get(host);
    return known == null ? 0 : known.open;
  }

  /** How many hosts are remembered. */
  synchronized int hosts() {
    return hosts.size();
  }
}
