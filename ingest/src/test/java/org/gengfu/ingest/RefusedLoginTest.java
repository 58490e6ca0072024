package org.gengfu.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gengfu.ingest.testing.Eventually.eventually;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.gengfu.core.media.CameraState;
import org.gengfu.core.village.Camera.Transport;
import org.gengfu.core.village.Secret;
import org.gengfu.ingest.testing.CameraPark;
import org.gengfu.ingest.testing.ScriptedCamera;
import org.gengfu.simulator.encode.TestCard;
import org.gengfu.simulator.rtsp.Credentials;
import org.gengfu.simulator.rtsp.Fault;
import org.gengfu.simulator.rtsp.SimulatedCameraServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Over real sockets: cameras that refuse a login that is right, as many do while they start. */
class RefusedLoginTest {
  private static final Duration BAR = Duration.ofSeconds(5);
  private static final String PASSWORD = "pass-1234";

  private final CameraPark park = new CameraPark();
  private final SimulatedCameraServer cameras = new SimulatedCameraServer(0);

  @AfterEach
  void close() {
    park.close();
    cameras.close();
  }

  private void booting(boolean wantsLogin) {
    cameras
        .add("gate", TestCard.scene(160, 96))
        .credentials(
            wantsLogin
                ? new Credentials(Credentials.Scheme.DIGEST_MD5, "admin", new Secret(PASSWORD))
                : null)
        .fault(Fault.UNAUTHORISED);
    cameras.start();
    park.put("gate", cameras.url("gate"), Transport.TCP, null, PASSWORD);
    park.cameras.start();
    park.expect("gate", CameraState.UNAUTHORISED, "password");
  }

  private void streamsWithin(Duration bar) {
    long start = System.nanoTime();
    park.expect("gate", CameraState.STREAMING, null);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(bar);
  }

  @Test
  void aCameraThatRestartsIsLoggedInToAtOnce() {
    booting(true);
    cameras.unplug();
    park.expect("gate", CameraState.REFUSED, "refused");
    cameras.camera("gate").fault(Fault.NONE);
    cameras.plug();
    streamsWithin(BAR);
  }

  @Test
  void aCameraThatAsksForNothingAnyMoreStreamsAtOnce() {
    booting(false);
    cameras.camera("gate").fault(Fault.NONE);
    streamsWithin(BAR);
  }

  @Test
  void aCameraThatAsksInAnotherWayIsLoggedInToAtOnce() throws IOException {
    AtomicReference<String> realm = new AtomicReference<>("starting");
    ScriptedCamera.Script script =
        (request, to) -> {
          boolean login = !request.header("Authorization").isEmpty();
          boolean ready = "ready".equals(realm.get());
          return ready && login
              ? null
              : ScriptedCamera.reply(
                  request, 401, "WWW-Authenticate: Basic realm=\"" + realm.get() + "\"\r\n", "");
        };
    try (ScriptedCamera camera = new ScriptedCamera(script)) {
      park.put("gate", camera.url(), Transport.TCP, null, PASSWORD);
      park.cameras.start();
      // Past the quick tries, which such a camera has refused.
      eventually(() -> logins(camera), () -> logins(camera) == 3);
      int before = camera.connections();
      eventually(camera::connections, () -> camera.connections() >= before + 2);
      assertThat(logins(camera)).as("only looked at").isEqualTo(3);
      assertThat(park.status("gate").detail()).contains("does not accept");

      realm.set("ready");
      streamsWithin(BAR);
    }
  }

  private static long logins(ScriptedCamera camera) {
    return camera.requests().stream()
        .filter(request -> request.method().equals("OPTIONS"))
        .filter(request -> !request.header("Authorization").isEmpty())
        .count();
  }
}
