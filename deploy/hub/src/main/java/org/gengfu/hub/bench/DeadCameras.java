package org.gengfu.hub.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.gengfu.core.village.Secret;
import org.gengfu.simulator.clip.EncodedScene;
import org.gengfu.simulator.encode.TestCard;
import org.gengfu.simulator.rtsp.Credentials;
import org.gengfu.simulator.rtsp.DeafPort;
import org.gengfu.simulator.rtsp.Fault;
import org.gengfu.simulator.rtsp.SimulatedCameraServer;

/** Cameras that are dead in every way that a benchmark asks for, each at an address of its own. */
final class DeadCameras implements AutoCloseable {
  private static final String PATH = "cam";
  private static final Credentials LOGIN =
      new Credentials(Credentials.Scheme.DIGEST_MD5, "bench", new Secret("of-the-bench-1"));

  /** A camera that restarts is away for longer, but not for less than an attempt. */
  private static final long RESTART_MILLIS = 3_000;

  private static final int SECONDS_BETWEEN_KEYFRAMES = 2;

  /** A way of being dead. */
  enum Way {
    /** Nothing listens: the connection is refused. */
    REFUSED,
    /** Every attempt to connect is swallowed. */
    DEAF,
    /** It accepts the connection and never answers. */
    BLACK_HOLE,
    /** It answers 401, whatever the password; it is well after a restart. */
    UNAUTHORISED,
    /** It answers 401, whatever the password; then it asks nobody for one. */
    UNAUTHORISED_THEN_OPEN,
    /** It answers something that is no RTSP. */
    RUBBISH,
    /** It answers well and sends no picture. */
    STALLED
  }

  /** One camera. */
  static final class Dead implements AutoCloseable {
    private final Way way;
    private final SimulatedCameraServer server;
    private final DeafPort deaf;

    private Dead(Way way, EncodedScene scene) throws IOException {
      this.way = way;
      // Deaf ones have their port from the start; the others' server takes a free one.
      deaf = new DeafPort(0);
      server = new SimulatedCameraServer(deaf.port());
      server.add(PATH, scene).fault(fault(way)).credentials(way == Way.UNAUTHORISED ? LOGIN : null);
      if (way != Way.DEAF) {
        deaf.close();
      }
      if (way != Way.DEAF) {
        server.start();
      }
      if (way == Way.REFUSED) {
        server.unplug();
      }
    }

    private static Fault fault(Way way) {
      return switch (way) {
        case REFUSED, DEAF -> Fault.NONE;
        case BLACK_HOLE -> Fault.BLACK_HOLE;
        case UNAUTHORISED, UNAUTHORISED_THEN_OPEN -> Fault.UNAUTHORISED;
        case RUBBISH -> Fault.RUBBISH;
        case STALLED -> Fault.STALL;
      };
    }

    Way way() {
      return way;
    }

    /** What {@link Receiver} is told of it: its address and the login. */
    String line() {
      return server.url(PATH) + " " + LOGIN.username() + " " + LOGIN.password().reveal();
    }

    /** Is a good camera when this returns. */
    void comeBack() throws IOException, InterruptedException {
      switch (way) {
        case UNAUTHORISED -> {
          server.unplug();
          Thread.sleep(RESTART_MILLIS);
          server.camera(PATH).fault(Fault.NONE);
          server.plug();
        }
        case REFUSED -> server.plug();
        case DEAF -> {
          deaf.close();
          server.start();
        }
        default -> server.camera(PATH).fault(Fault.NONE);
      }
    }

    @Override
    public void close() throws IOException {
      deaf.close();
      server.close();
    }
  }

  private final List<Dead> all = new ArrayList<>();

  /** So many, the ways by turns. */
  DeadCameras(int count) throws IOException {
    EncodedScene scene = TestCard.slowKeyframes(640, 360, SECONDS_BETWEEN_KEYFRAMES);
    try {
      for (int n = 0; n < count; n++) {
        all.add(new Dead(Way.values()[n % Way.values().length], scene));
      }
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  List<Dead> all() {
    return all;
  }

  @Override
  public void close() throws IOException {
    for (Dead dead : all) {
      dead.close();
    }
  }
}
