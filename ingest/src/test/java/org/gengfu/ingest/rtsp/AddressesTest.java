package org.gengfu.ingest.rtsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.gengfu.ingest.rtsp.RtspMessage.Reply;
import org.gengfu.ingest.source.StreamTarget;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressesTest {
  @ParameterizedTest
  @CsvSource({
    // Content-Base, the track's control, and where SETUP goes.
    "rtsp://h/a/, trackID=1, rtsp://h/a/trackID=1",
    "rtsp://h/a, trackID=1, rtsp://h/a/trackID=1",
    "rtsp://h/a/, /trackID=1, rtsp://h/a/trackID=1",
    "rtsp://h/a/, rtsp://other/b/track1, rtsp://other/b/track1",
    "rtsp://h/cam?channel=1&subtype=0/, trackID=0, rtsp://h/cam?channel=1&subtype=0/trackID=0",
    ", trackID=1, rtsp://asked/x/trackID=1",
    "rtsp://h/a/, *, rtsp://h/a/",
    "rtsp://h/a/, , rtsp://h/a/",
    "not-absolute, trackID=1, rtsp://asked/x/trackID=1",
  })
  void findsTheTrack(@Nullable String base, @Nullable String control, String wanted) {
    RtspHeaders headers = new RtspHeaders();
    if (base != null) {
      headers.add("Content-Base", base);
    }
    Reply reply = new Reply(200, "OK", headers, "");
    Sdp sdp = Sdp.parse("v=0\r\na=control:*\r\nm=video 0 RTP/AVP 96\r\n");
    assertThat(ControlUrls.of("rtsp://asked/x", reply, sdp).track(control)).isEqualTo(wanted);
  }

  @Test
  void findsTheSession() {
    Sdp sdp = Sdp.parse("v=0\r\na=control:all\r\nm=video 0 RTP/AVP 96\r\n");
    Reply reply =
        new Reply(200, "OK", new RtspHeaders().add("Content-Location", "rtsp://h/a/"), "");
    assertThat(ControlUrls.of("rtsp://h/a", reply, sdp).session()).isEqualTo("rtsp://h/a/all");
  }

  @ParameterizedTest
  @CsvSource({
    "rtsp://10.0.0.5/a, 10.0.0.5, 554, rtsp://10.0.0.5/a",
    "rtsp://cam.local:8554/a?b=c, cam.local, 8554, rtsp://cam.local:8554/a?b=c",
    "rtsp://user:pass@10.0.0.5:554/a, 10.0.0.5, 554, rtsp://10.0.0.5:554/a",
    "RTSP://[fd00::5]:8554/a, fd00::5, 8554, rtsp://[fd00::5]:8554/a",
    "' rtsp://10.0.0.5 ', 10.0.0.5, 554, rtsp://10.0.0.5",
  })
  void readsTheUrlOfACamera(String url, String host, int port, String requested) {
    StreamTarget target = StreamTarget.of(url, null);
    assertThat(target.host()).isEqualTo(host);
    assertThat(target.port()).isEqualTo(port);
    assertThat(target.url()).isEqualTo(requested);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://h/",
        "rtsp:///a",
        "rtsp://h:0/",
        "rtsp://h:70000/",
        "rtsp://h/a b",
        "",
        "h"
      })
  void saysWhatIsWrongWithAUrl(String url) {
    assertThatThrownBy(() -> StreamTarget.of(url, null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("correct it");
  }

  @Test
  void readsTheReplyToSetup() {
    SetupReply reply =
        setup("12ab;timeout=30", "RTP/AVP/TCP;unicast;interleaved=4-5;ssrc=DEADBEEF");
    assertThat(reply).isEqualTo(new SetupReply("12ab", 30, true, 4, null, 0, 0, 0xdeadbeef));
  }

  @Test
  void toleratesWhatIsMissingInTheReplyToSetup() {
    assertThat(setup("", "")).isEqualTo(new SetupReply(null, 60, false, 0, null, 0, 0, null));
    assertThat(setup("a ; timeout = 0", "RTP/AVP/TCP;ssrc=;interleaved=x").timeoutSeconds())
        .isEqualTo(10);
    assertThat(setup("a;timeout=99999999", "").timeoutSeconds()).isEqualTo(3600);
  }

  @Test
  void readsWhereUdpComesFrom() throws UnknownHostException {
    SetupReply reply =
        setup("a", "RTP/AVP;unicast;client_port=4000-4001;source=10.1.2.3;server_port=5000-5003");
    assertThat(reply.interleaved()).isFalse();
    assertThat(reply.source()).isEqualTo(InetAddress.getByName("10.1.2.3"));
    assertThat(reply.serverPort()).isEqualTo(5000);
    assertThat(reply.serverRtcpPort()).isEqualTo(5003);
    assertThat(setup("a", "RTP/AVP;server_port=5000").serverRtcpPort()).isEqualTo(5001);
    SetupReply odd = setup("a", "RTP/AVP;source=localhost;server_port=65536-0");
    assertThat(odd.source()).isNull();
    assertThat(odd.serverPort()).isZero();
    assertThat(odd.serverRtcpPort()).isZero();
    assertThat(setup("a", "RTP/AVP;server_port=65535").serverRtcpPort()).isZero();
  }

  @Test
  void boundsTheSessionId() {
    assertThat(setup("s".repeat(SetupReply.MAX_SESSION_CHARS), "").session()).hasSize(256);
    assertThatThrownBy(() -> setup("s".repeat(SetupReply.MAX_SESSION_CHARS + 1), ""))
        .isInstanceOf(RtspProtocolException.class);
    assertThatThrownBy(() -> setup("a\rInjected: b", "")).isInstanceOf(RtspProtocolException.class);
  }

  private static SetupReply setup(String session, String transport) {
    return SetupReply.of(
        new Reply(
            200, "OK", new RtspHeaders().add("Session", session).add("Transport", transport), ""));
  }

  @Test
  void showsPeersTextCutAndWithoutControlCharacters() {
    assertThat(PeerText.shown("a\u0007b\n")).isEqualTo("a?b?");
    assertThat(PeerText.shown("x".repeat(PeerText.MAX_SHOWN))).hasSize(PeerText.MAX_SHOWN);
    assertThat(PeerText.shown("x".repeat(PeerText.MAX_SHOWN + 1)))
        .hasSize(PeerText.MAX_SHOWN + 1)
        .endsWith("…");
  }
}
