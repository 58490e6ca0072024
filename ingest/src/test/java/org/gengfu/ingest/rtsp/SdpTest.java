package org.gengfu.ingest.rtsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;

class SdpTest {
  /** As a Hikvision camera writes it. */
  private static final String HIKVISION =
      """
      v=0\r
      o=- 1109162014219182 1109162014219192 IN IP4 0.0.0.0\r
      s=Media Presentation\r
      e=NONE\r
      b=AS:5100\r
      t=0 0\r
      a=control:rtsp://192.168.5.106:554/Streaming/Channels/101/\r
      m=video 0 RTP/AVP 96\r
      c=IN IP4 0.0.0.0\r
      b=AS:5000\r
      a=recvonly\r
      a=x-dimensions:1920,1080\r
      a=control:rtsp://192.168.5.106:554/Streaming/Channels/101/trackID=1\r
      a=rtpmap:96 H264/90000\r
      a=fmtp:96 profile-level-id=420029; packetization-mode=1; sprop-parameter-sets=Z00AKpWoHgCJ+WbgICAgQA==,aO48gA==\r
      m=audio 0 RTP/AVP 8\r
      a=rtpmap:8 PCMA/8000\r
      a=control:trackID=2\r
      a=Media_header:MEDIAINFO=494D4B48010100000400010000000000;\r
      a=appversion:1.0\r
      """;

  @Test
  void readsACamerasDescription() {
    Sdp sdp = Sdp.parse(HIKVISION);
    Sdp.Media video = sdp.media().get(0);

    assertThat(sdp.control()).isEqualTo("rtsp://192.168.5.106:554/Streaming/Channels/101/");
    assertThat(sdp.media()).extracting(Sdp.Media::type).containsExactly("video", "audio");
    assertThat(video.encoding()).isEqualTo("H264");
    assertThat(video.payloadType()).isEqualTo(96);
    assertThat(video.clockRate()).isEqualTo(90_000);
    assertThat(video.control())
        .isEqualTo("rtsp://192.168.5.106:554/Streaming/Channels/101/trackID=1");
    assertThat(video.parameters()).containsEntry("packetization-mode", "1");
    assertThat(video.parameterSets()).hasSize(2);
    assertThat(video.parameterSets().get(0)[0]).isEqualTo((byte) 0x67);
  }

  @Test
  void readsTheParameterSetsOfH265InTheirOrder() {
    Sdp sdp =
        Sdp.parse(
            """
            v=0
            m=video 0 RTP/AVP 98
            a=rtpmap:98 H265/90000
            a=fmtp:98 sprop-pps=RAHBcrRiQA==; sprop-sps=QgEBAWAAAAMAkA==,QgEC; sprop-vps=QAEMAf//
            """);
    assertThat(sdp.media().get(0).encoding()).isEqualTo("H265");
    assertThat(sdp.media().get(0).parameterSets())
        .extracting(nal -> nal[0])
        .containsExactly((byte) 0x40, (byte) 0x42, (byte) 0x42, (byte) 0x44);
  }

  @Test
  void toleratesLoneLineFeedsAndBrokenParameterSets() {
    Sdp sdp =
        Sdp.parse(
            """
            v=0
            m=video 0 RTP/AVP 97
            a=rtpmap:97 h264/90000
            a=fmtp:97 sprop-parameter-sets=***,,aO48gA==;nonsense;=;
            a=control:x
            """);
    assertThat(sdp.media().get(0).encoding()).isEqualTo("H264");
    assertThat(sdp.media().get(0).parameterSets()).hasSize(1);
  }

  @Test
  void knowsJpegWithoutAnRtpmap() {
    assertThat(Sdp.parse("m=video 0 RTP/AVP 26\n").media().get(0).encoding()).isEqualTo("JPEG");
  }

  @Test
  void takesAttributesOfTheOfferedPayloadTypeOnly() {
    Sdp.Media media = Sdp.parse("m=video 0 RTP/AVP 96 97\na=rtpmap:97 H265/90000\n").media().get(0);
    assertThat(media.encoding()).isEmpty();
  }

  @Test
  void refusesWhatIsNoDescription() {
    assertThatThrownBy(() -> Sdp.parse("<html>")).isInstanceOf(RtspProtocolException.class);
    assertThatThrownBy(() -> Sdp.parse("")).isInstanceOf(RtspProtocolException.class);
  }

  @Test
  void hasBounds() {
    String media = "m=video 0 RTP/AVP 96\n";
    assertThat(Sdp.parse(media.repeat(Sdp.MAX_MEDIA)).media()).hasSize(Sdp.MAX_MEDIA);
    assertThatThrownBy(() -> Sdp.parse(media.repeat(Sdp.MAX_MEDIA + 1)))
        .isInstanceOf(RtspProtocolException.class);
    String most = media + "a=x\n".repeat(Sdp.MAX_LINES - 2);
    assertThat(Sdp.parse(most).media()).hasSize(1);
    assertThatThrownBy(() -> Sdp.parse(most + "a=x\n")).isInstanceOf(RtspProtocolException.class);
    String sets = "aO48gA==,".repeat(Sdp.MAX_PARAMETER_SETS + 1);
    assertThat(
            Sdp.parse(media + "a=fmtp:96 sprop-parameter-sets=" + sets)
                .media()
                .get(0)
                .parameterSets())
        .hasSize(Sdp.MAX_PARAMETER_SETS);
  }

  @Test
  void survivesRubbish() {
    Random random = new Random(13);
    for (int round = 0; round < 5_000; round++) {
      StringBuilder text = new StringBuilder(HIKVISION);
      for (int flips = random.nextInt(20); flips > 0; flips--) {
        text.setCharAt(random.nextInt(text.length()), (char) random.nextInt(256));
      }
      try {
        Sdp.parse(text.substring(random.nextInt(200))).media().forEach(Sdp.Media::parameterSets);
      } catch (RtspProtocolException e) {
        assertThat(e).hasMessageContaining("session description");
      }
    }
  }
}
