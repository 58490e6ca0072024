package org.gengfu.simulator.rtsp;

import java.util.Base64;
import java.util.HexFormat;
import org.gengfu.simulator.clip.Gop;

/** Descriptions of streams (RFC 4566, RFC 6184 §8.2.1). */
final class Sdp {
  static final int PAYLOAD_TYPE = 96;
  static final String TRACK = "trackID=1";

  private Sdp() {}

  /** Describes H.264 with these parameter sets. */
  static String h264(Gop gop) {
    Base64.Encoder base64 = Base64.getEncoder();
    byte[] sps = gop.parameterSets().sps();
    byte[] pps = gop.parameterSets().pps();
    return head()
        + "a=rtpmap:96 H264/90000\r\n"
        + "a=fmtp:96 packetization-mode=1;profile-level-id="
        + HexFormat.of().withUpperCase().formatHex(sps, 1, 4)
        + ";sprop-parameter-sets="
        + base64.encodeToString(sps)
        + ","
        + base64.encodeToString(pps)
        + "\r\n"
        + tail();
  }

  /** Describes a stream in a codec that nobody here knows. */
  static String foreign() {
    return head() + "a=rtpmap:96 VP8/90000\r\n" + tail();
  }

  private static String head() {
    return String.join(
        "\r\n",
        "v=0",
        "o=- 0 0 IN IP4 127.0.0.1",
        "s=Gengfu simulated camera",
        "c=IN IP4 0.0.0.0",
        "t=0 0",
        "a=control:*",
        "a=range:npt=now-",
        "m=video 0 RTP/AVP 96",
        "");
  }

  private static String tail() {
    return "a=control:" + TRACK + "\r\n";
  }
}
