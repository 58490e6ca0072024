package org.gengfu.ingest.rtsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.gengfu.core.village.Camera.Transport;
import org.gengfu.core.village.Secret;
import org.gengfu.ingest.source.Credentials;
import org.gengfu.ingest.source.StreamTarget;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedirectsTest {
  private static final Credentials OURS = new Credentials("admin", new Secret("pass1234"));
  private static final String PIN = "ab".repeat(32);
  private static final StreamTarget CAMERA =
      StreamTarget.of("rtsp://cam.local/live", OURS, Transport.UDP, PIN);

  private final Redirects redirects = new Redirects(CAMERA);

  private StreamTarget follow(String location) {
    return redirects.follow(CAMERA, location, 0);
  }

  @Test
  void keepsNamePasswordAndCertificateOnTheSameHostAlone() {
    StreamTarget same = follow("rtsp://CAM.local:8554/other?x=1");
    assertThat(same.url()).isEqualTo("rtsp://CAM.local:8554/other?x=1");
    assertThat(same.credentials()).isEqualTo(OURS);
    assertThat(same.certificateSha256()).isEqualTo(PIN);
    assertThat(same.transport()).isEqualTo(Transport.UDP);

    StreamTarget elsewhere = follow("rtsp://cam.local.example/live");
    assertThat(elsewhere.credentials()).isNull();
    assertThat(elsewhere.certificateSha256()).isNull();
    StreamTarget home = redirects.follow(elsewhere, "rtsp://cam.local/b", 1);
    assertThat(home.credentials()).isEqualTo(OURS);
  }

  @Test
  void takesNoPasswordFromTheCameraAndAPathAlone() {
    StreamTarget target = follow("rtsp://user:word@other/live");
    assertThat(target.credentials()).isNull();
    assertThat(target.url()).isEqualTo("rtsp://other/live");
    assertThat(follow("/b").url()).isEqualTo("rtsp://cam.local/b");
  }

  @Test
  void goesIntoAnEncryptedConnectionAndNotOutOfOne() {
    StreamTarget secure = follow("rtsps://cam.local/live");
    assertThat(secure.secure()).isTrue();
    assertThat(secure.transport()).isEqualTo(Transport.TCP);
    assertThatThrownBy(() -> redirects.follow(secure, "rtsp://cam.local/live", 1))
        .isInstanceOf(RtspFailureException.class)
        .hasMessageContaining("encrypted address to one that isn't, rtsp://cam.local:554/live");
    assertThat(redirects.follow(secure, "rtsps://cam.local/b", 1).secure()).isTrue();
  }

  @Test
  void followsSoManyAndNotOneMore() {
    assertThat(redirects.follow(CAMERA, "/b", Redirects.MAX_HOPS - 1)).isNotNull();
    assertThatThrownBy(() -> redirects.follow(CAMERA, "/b", Redirects.MAX_HOPS))
        .hasMessageContaining("without end");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://cam.local/", "file:///etc/passwd", "rtsp://", "a b", "rtsp://h:0/"})
  void goesNowhereElse(String location) {
    assertThatThrownBy(() -> follow(location))
        .isInstanceOf(RtspFailureException.class)
        .hasMessageContaining("cannot be received");
  }

  @Test
  void saysWhomItDoesNotGiveThePasswordTo() {
    RtspFailureException said = redirects.withheld(follow("rtsp://other/live?secret=1"));
    assertThat(said.detail()).contains("rtsp://other:554/live,").doesNotContain("secret");
  }
}
