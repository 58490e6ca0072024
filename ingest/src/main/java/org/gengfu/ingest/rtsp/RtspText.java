package org.gengfu.ingest.rtsp;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one RTSP message (RFC 2326 §4 to §7) from the start of a buffer. */
final class RtspText {
  /** Longest start line and header fields together, in bytes. */
  static final int MAX_HEAD_BYTES = 16 << 10;

  /** Most header fields. */
  static final int MAX_HEADERS = 64;

  /** Longest body, in bytes: an SDP has some hundred. */
  static final int MAX_BODY_BYTES = 64 << 10;

  private static final Pattern STATUS = Pattern.compile("RTSP/\\d\\.\\d +(\\d{3})(?: +(.*))?");
  private static final Pattern REQUEST =
      Pattern.compile("([A-Z_]{3,20}) +\\S{1,2000} +RTSP/\\d\\.\\d");
  private static final byte[] STATUS_START = {'R', 'T', 'S', 'P', '/'};
  private static final int LONGEST_METHOD = 20;

  private RtspText() {}

  /**
   * Reads a message and moves the reader index behind it.
   *
   * @return null, with the reader index unmoved, where it isn't complete yet
   * @throws RtspProtocolException where it is no RTSP message or too long
   */
  static @Nullable RtspMessage read(ByteBuf in) {
    int start = in.readerIndex();
    int bodyStart = headEnd(in);
    if (bodyStart < 0) {
      checkStart(in);
      if (in.readableBytes() >= MAX_HEAD_BYTES) {
        throw new RtspProtocolException("a header of more than " + MAX_HEAD_BYTES + " bytes");
      }
      return null;
    }
    if (bodyStart - start > MAX_HEAD_BYTES) {
      throw new RtspProtocolException("a header of more than " + MAX_HEAD_BYTES + " bytes");
    }
    String head = in.toString(start, bodyStart - start, StandardCharsets.UTF_8);
    String[] lines = head.split("\r?\n", -1);
    checkStartLine(lines[0]);
    RtspHeaders headers = headers(lines);
    int bodyLength = contentLength(headers);
    if (in.writerIndex() - bodyStart < bodyLength) {
      return null;
    }
    String body = in.toString(bodyStart, bodyLength, StandardCharsets.UTF_8);
    in.readerIndex(bodyStart + bodyLength);
    return message(lines[0], headers, body);
  }

  /** The index behind the empty line that ends the head; -1 where there is none yet. */
  private static int headEnd(ByteBuf in) {
    int end = Math.min(in.writerIndex(), in.readerIndex() + MAX_HEAD_BYTES + 1);
    int line = in.readerIndex();
    int feed = in.indexOf(line, end, (byte) '\n');
    while (feed >= 0) {
      if (empty(in, line, feed)) {
        return feed + 1;
      }
      line = feed + 1;
      feed = in.indexOf(line, end, (byte) '\n');
    }
    return -1;
  }

  private static boolean empty(ByteBuf in, int from, int to) {
    for (int i = from; i < to; i++) {
      if (in.getByte(i) != '\r') {
        return false;
      }
    }
    return true;
  }

  /** Finds rubbish at its first bytes, not when the longest head has been waited for. */
  private static void checkStart(ByteBuf in) {
    int length = Math.min(in.readableBytes(), LONGEST_METHOD + 1);
    boolean status = true;
    boolean method = true;
    for (int i = 0; i < length; i++) {
      byte b = in.getByte(in.readerIndex() + i);
      status &= i >= STATUS_START.length || b == STATUS_START[i];
      if (method && b == ' ' && i >= 3) {
        return;
      }
      method &= (b >= 'A' && b <= 'Z') || b == '_';
    }
    if (!status && (!method || length > LONGEST_METHOD)) {
      throw notRtsp(in.toString(in.readerIndex(), length, StandardCharsets.ISO_8859_1));
    }
  }

  /** Before its body is waited for: what the head promises means nothing where it isn't RTSP. */
  private static void checkStartLine(String line) {
    if (!STATUS.matcher(line).matches() && !REQUEST.matcher(line).matches()) {
      throw notRtsp(line);
    }
  }

  private static RtspProtocolException notRtsp(String seen) {
    return new RtspProtocolException(
        "something that is not RTSP (it began with '" + PeerText.shown(seen) + "')");
  }

  private static RtspHeaders headers(String[] lines) {
    RtspHeaders headers = new RtspHeaders();
    for (int i = 1; i < lines.length; i++) {
      int colon = lines[i].indexOf(':');
      // What a field says may be said back to the server: no control character gets that far.
      boolean clean = lines[i].chars().noneMatch(c -> c != '\t' && Character.isISOControl(c));
      if (colon > 0 && clean) {
        headers.add(lines[i].substring(0, colon).trim(), lines[i].substring(colon + 1).trim());
      }
      if (headers.size() > MAX_HEADERS) {
        throw new RtspProtocolException("more than " + MAX_HEADERS + " header fields");
      }
    }
    return headers;
  }

  private static int contentLength(RtspHeaders headers) {
    String text = headers.first("Content-Length").orElse("0");
    int length;
    try {
      length = Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new RtspProtocolException("a Content-Length of '" + PeerText.shown(text) + "'");
    }
    if (length < 0 || length > MAX_BODY_BYTES) {
      throw new RtspProtocolException(
          "a body of " + length + " bytes, more than " + MAX_BODY_BYTES + " are not taken");
    }
    return length;
  }

  private static RtspMessage message(String startLine, RtspHeaders headers, String body) {
    Matcher status = STATUS.matcher(startLine);
    if (status.matches()) {
      String reason = status.group(2) == null ? "" : status.group(2);
      return new RtspMessage.Reply(Integer.parseInt(status.group(1)), reason, headers, body);
    }
    Matcher request = REQUEST.matcher(startLine);
    if (request.matches()) {
      return new RtspMessage.Request(request.group(1), headers);
    }
    throw notRtsp(startLine);
  }
}
