package org.gengfu.simulator.rtsp;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.CorruptedFrameException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Bytes of a viewer to requests. Interleaved frames (RFC 2326 §10.12: the viewer's RTCP receiver
 * reports) become {@link Interleaved}: they only keep the session alive.
 */
final class RtspRequestDecoder extends ByteToMessageDecoder {
  /** A request longer than this, body included, is refused. */
  static final int MAX_REQUEST_BYTES = 16 * 1024;

  private static final int INTERLEAVED_HEADER_BYTES = 4;

  /** A frame that was skipped. */
  enum Interleaved {
    FRAME
  }

  @Override
  protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
    if (in.getByte(in.readerIndex()) == '$') {
      skipInterleaved(in, out);
      return;
    }
    int headBytes = headBytes(in);
    if (headBytes < 0) {
      checkSize(in.readableBytes());
      return;
    }
    String head = in.toString(in.readerIndex(), headBytes, StandardCharsets.UTF_8);
    RtspRequest request = parse(head);
    int total = headBytes + contentLength(request);
    checkSize(total);
    if (in.readableBytes() >= total) {
      in.skipBytes(total);
      out.add(request);
    }
  }

  private static void skipInterleaved(ByteBuf in, List<Object> out) {
    if (in.readableBytes() < INTERLEAVED_HEADER_BYTES) {
      return;
    }
    int total = INTERLEAVED_HEADER_BYTES + in.getUnsignedShort(in.readerIndex() + 2);
    if (in.readableBytes() >= total) {
      in.skipBytes(total);
      out.add(Interleaved.FRAME);
    }
  }

  private static int headBytes(ByteBuf in) {
    for (int i = in.readerIndex(); i + 3 < in.writerIndex(); i++) {
      if (in.getInt(i) == 0x0d0a0d0a) {
        return i + 4 - in.readerIndex();
      }
    }
    return -1;
  }

  private static RtspRequest parse(String head) {
    String[] lines = head.split("\r\n", -1);
    String[] requestLine = lines[0].split(" ", -1);
    if (requestLine.length != 3 || !requestLine[2].equals("RTSP/1.0")) {
      throw new CorruptedFrameException("no RTSP request: " + lines[0]);
    }
    Map<String, String> headers = new HashMap<>();
    for (int i = 1; i < lines.length; i++) {
      int colon = lines[i].indexOf(':');
      if (colon > 0) {
        headers.put(
            lines[i].substring(0, colon).trim().toLowerCase(Locale.ROOT),
            lines[i].substring(colon + 1).trim());
      }
    }
    return new RtspRequest(requestLine[0], requestLine[1], Map.copyOf(headers));
  }

  private static int contentLength(RtspRequest request) {
    try {
      return Math.max(0, request.header("content-length").map(Integer::parseInt).orElse(0));
    } catch (NumberFormatException e) {
      throw new CorruptedFrameException("no Content-Length: " + request.headers(), e);
    }
  }

  private static void checkSize(int bytes) {
    if (bytes > MAX_REQUEST_BYTES) {
      throw new CorruptedFrameException("a request of more than " + MAX_REQUEST_BYTES + " bytes");
    }
  }
}
