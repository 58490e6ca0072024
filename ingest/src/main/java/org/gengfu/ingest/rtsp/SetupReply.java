package org.gengfu.ingest.rtsp;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import org.gengfu.ingest.rtsp.RtspMessage.Reply;
import org.jspecify.annotations.Nullable;

/**
 * What SETUP was answered (RFC 2326 §12.37, §12.39).
 *
 * @param session id; null where the camera gives none
 * @param timeoutSeconds after which the session ends if nothing is asked
 * @param interleaved whether it names interleaved channels
 * @param rtpChannel interleaved channel of the RTP packets; RTCP has the next
 * @param source address that it sends from by UDP; null where it names none
 * @param serverPort its UDP port for RTP; 0 where it names none
 * @param serverRtcpPort its UDP port for RTCP; 0 where it names none
 * @param ssrc that the camera announces; null where it doesn't
 */
record SetupReply(
    @Nullable String session,
    int timeoutSeconds,
    boolean interleaved,
    int rtpChannel,
    @Nullable InetAddress source,
    int serverPort,
    int serverRtcpPort,
    @Nullable Integer ssrc) {
  /** Longest session id. */
  static final int MAX_SESSION_CHARS = 256;

  private static final int DEFAULT_TIMEOUT_SECONDS = 60;
  private static final int MIN_TIMEOUT_SECONDS = 10;
  private static final int MAX_TIMEOUT_SECONDS = 3600;

  /**
   * Reads a successful reply.
   *
   * @throws RtspProtocolException where it isn't to be understood
   */
  static SetupReply of(Reply reply) {
    String[] session = reply.headers().first("Session").orElse("").split(";", -1);
    String id = session[0].trim();
    if (id.length() > MAX_SESSION_CHARS || !id.chars().allMatch(c -> c > ' ' && c < 127)) {
      throw new RtspProtocolException("a session id that is too long or not text");
    }
    int timeout = number(parameter(session, "timeout"), 10, DEFAULT_TIMEOUT_SECONDS);
    String[] transport = reply.headers().first("Transport").orElse("").split(";", -1);
    String interleaved = parameter(transport, "interleaved");
    String[] ports = parameter(transport, "server_port").split("-", -1);
    int rtp = port(number(ports[0], 10, 0));
    int rtcp = ports.length > 1 ? port(number(ports[1], 10, 0)) : 0;
    return new SetupReply(
        id.isEmpty() ? null : id,
        Math.max(MIN_TIMEOUT_SECONDS, Math.min(MAX_TIMEOUT_SECONDS, timeout)),
        !interleaved.isEmpty(),
        number(interleaved.split("-", -1)[0], 10, 0) & 0xff,
        address(parameter(transport, "source")),
        rtp,
        rtcp == 0 && rtp > 0 ? port(rtp + 1) : rtcp,
        ssrc(parameter(transport, "ssrc")));
  }

  private static String parameter(String[] parts, String name) {
    for (String part : parts) {
      String[] pair = part.trim().split("=", 2);
      if (pair.length == 2 && pair[0].trim().toLowerCase(Locale.ROOT).equals(name)) {
        return pair[1].trim();
      }
    }
    return "";
  }

  private static int port(int number) {
    return number > 0 && number <= 0xffff ? number : 0;
  }

  /** Only a literal address: a name would have to be asked for. */
  private static @Nullable InetAddress address(String text) {
    byte[] bytes = NetUtil.createByteArrayFromIpAddressString(text);
    try {
      return bytes == null ? null : InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      return null;
    }
  }

  private static int number(String text, int radix, int otherwise) {
    try {
      return Integer.parseInt(text.trim(), radix);
    } catch (NumberFormatException e) {
      return otherwise;
    }
  }

  private static @Nullable Integer ssrc(String text) {
    try {
      return Integer.parseUnsignedInt(text, 16);
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
