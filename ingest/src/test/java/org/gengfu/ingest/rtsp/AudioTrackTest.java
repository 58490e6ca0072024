package org.gengfu.ingest.rtsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.gengfu.core.media.AudioCodec;
import org.gengfu.core.media.AudioFormat;
import org.gengfu.ingest.rtsp.audio.AudioSpecificConfig;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AudioTrackTest {
  private static final String AAC =
      "m=audio 0 RTP/AVP 104\na=rtpmap:104 mpeg4-generic/16000/1\na=fmtp:104 streamtype=5;"
          + "profile-level-id=15;mode=AAC-hbr;config=1408;SizeLength=13;IndexLength=3;IndexDeltaLength=3\n";

  @Test
  void takesAac() {
    assertThat(chosen(AAC))
        .isEqualTo(new AudioFormat(AudioCodec.AAC, 16_000, 1, new byte[] {0x14, 0x08}));
    assertThat(String.valueOf(chosen(AAC))).isEqualTo("AAC 16000 Hz × 1");
  }

  @Test
  void takesG711ByItsStaticAndByADynamicType() {
    assertThat(chosen("m=audio 0 RTP/AVP 8\n"))
        .isEqualTo(new AudioFormat(AudioCodec.PCMA, 8_000, 1, new byte[0]));
    assertThat(chosen("m=audio 0 RTP/AVP 0\n"))
        .isEqualTo(new AudioFormat(AudioCodec.PCMU, 8_000, 1, new byte[0]));
    assertThat(chosen("m=audio 0 RTP/AVP 97\na=rtpmap:97 PCMA/16000/2\n"))
        .isEqualTo(new AudioFormat(AudioCodec.PCMA, 16_000, 2, new byte[0]));
  }

  @Test
  void passesOverWhatCannotBeReceived() {
    String opus = "m=audio 0 RTP/AVP 98\na=rtpmap:98 opus/48000/2\n";
    assertThat(chosen(opus)).isNull();
    assertThat(chosen(opus + AAC)).isNotNull();
    assertThat(chosen(AAC.replace("AAC-hbr", "generic"))).isNull();
    assertThat(chosen(AAC.replace("config=1408", "config=14"))).isNull();
    assertThat(chosen(AAC.replace("config=1408", "config=xyz1"))).isNull();
    assertThat(chosen(AAC.replace("SizeLength=13", "SizeLength=99"))).isNull();
    assertThat(chosen("m=audio 0 RTP/AVP 97\na=rtpmap:97 PCMA/8000/9\n")).isNull();
    assertThat(chosen("m=video 0 RTP/AVP 96\na=rtpmap:96 H264/90000\n")).isNull();
  }

  @Test
  void readsConfigurations() {
    assertThat(config(0x14, 0x08)).isEqualTo(new AudioSpecificConfig(16_000, 1, 1_024, 2, 1));
    assertThat(config(0x11, 0x90)).isEqualTo(new AudioSpecificConfig(48_000, 2, 1_024, 2, 2));
    assertThat(config(0x15, 0x8c)).isEqualTo(new AudioSpecificConfig(8_000, 1, 960, 2, 1));
    // An explicit rate of 12,345 Hz; and index 13, which means nothing.
    assertThat(config(0x17, 0x80, 0x18, 0x1c, 0x88).sampleRate()).isEqualTo(12_345);
    assertThatThrownBy(() -> config(0x16, 0x88)).hasMessageContaining("0 Hz");
    assertThatThrownBy(() -> config(0x14, 0x00)).hasMessageContaining("channels 0");
    assertThatThrownBy(() -> AudioSpecificConfig.parse(new byte[AudioSpecificConfig.MAX_BYTES + 1]))
        .hasMessageContaining("65 bytes");
  }

  private static AudioSpecificConfig config(int... octets) {
    byte[] bytes = new byte[octets.length];
    for (int i = 0; i < octets.length; i++) {
      bytes[i] = (byte) octets[i];
    }
    return AudioSpecificConfig.parse(bytes);
  }

  private static @Nullable AudioFormat chosen(String tracks) {
    AudioTrack track = AudioTrack.choose(Sdp.parse("v=0\n" + tracks));
    return track == null ? null : track.format();
  }
}
