package org.gengfu.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.gengfu.core.doctor.Patient;
import org.gengfu.core.village.Camera.Transport;
import org.gengfu.core.village.Secret;
import org.gengfu.dashboard.fake.ApiClient.Reply;
import org.gengfu.dashboard.fake.TestHub;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DoctorApiTest {
  private TestHub hub;
  private String admin;

  @BeforeEach
  void start() {
    hub = new TestHub();
    admin = hub.token("admin");
  }

  @AfterEach
  void stop() {
    hub.close();
  }

  @Test
  void saysWhatIsWrongWithACameraWorstFirstAndWhatWasMeasured() {
    JsonNode said = hub.client.get("/cameras/gate/doctor", hub.token("office")).json();
    assertThat(said.path("verdict").asText()).isEqualTo("ailing");
    assertThat(said.at("/findings/0/code").asText()).isEqualTo("keyframe-interval");
    assertThat(said.at("/findings/0/level").asText()).isEqualTo("warning");
    assertThat(said.at("/findings/0/details/wanted").asText()).isEqualTo("50");
    assertThat(said.at("/findings/1/code").asText()).isEqualTo("clock-unknown");
    assertThat(said.at("/facts/codecs").asText()).isEqualTo("avc1.640028");
    assertThat(said.at("/facts/clockOffsetSeconds").asDouble()).isEqualTo(-2.5);
    assertThat(hub.client.get("/cameras/nobody/doctor", admin).status()).isEqualTo(404);
  }

  @Test
  void probesACameraThatIsNotSaved() {
    Reply reply =
        hub.client.post(
            "/cameras/doctor",
            admin,
            "{\"url\":\"rtsp://10.0.0.9/1\",\"username\":\"viewer\",\"password\":\"p\","
                + "\"transport\":\"udp\"}");
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.json().path("verdict").asText()).isEqualTo("ill");
    assertThat(reply.json().at("/facts/detail").asText()).contains("nothing answers");
    assertThat(reply.json().at("/facts/framesPerSecond").isNull()).isTrue();
    assertThat(hub.doctor.patients)
        .containsExactly(
            new Patient("rtsp://10.0.0.9/1", "viewer", new Secret("p"), Transport.UDP, null));
  }

  @Test
  void usesThePasswordOfTheCameraThatIsBeingChangedOnItsOwnHostAlone() {
    hub.client.post(
        "/cameras/doctor",
        admin,
        "{\"url\":\"rtsp://10.0.0.5/2\",\"username\":\"viewer\",\"cameraId\":\"gate\"}");
    assertThat(hub.doctor.patients.remove().password()).isEqualTo(new Secret("camera secret"));
    hub.client.post(
        "/cameras/doctor",
        admin,
        "{\"url\":\"rtsp://10.6.6.6/2\",\"username\":\"viewer\",\"cameraId\":\"gate\"}");
    assertThat(hub.doctor.patients.remove().password()).isNull();
  }

  @Test
  void refusesBadAddressesAndTooManyAtOnce() {
    Reply bad = hub.client.post("/cameras/doctor", admin, "{\"url\":\"ftp://x\"}");
    assertThat(bad.status()).isEqualTo(422);
    assertThat(bad.wrongPlaces()).containsExactly("/url");
    hub.doctor.busy = true;
    Reply busy = hub.client.post("/cameras/doctor", admin, "{\"url\":\"rtsp://10.0.0.9/1\"}");
    assertThat(busy.status()).isEqualTo(503);
    assertThat(busy.text()).contains("try again");
  }
}
