package org.gengfu.simulator.rtsp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** A reply of RTSP 1.0 in the making. */
final class RtspReply {
  private final String statusLine;
  private final Map<String, String> headers = new LinkedHashMap<>();
  private String body = "";

  private RtspReply(String statusLine) {
    this.statusLine = statusLine;
  }

  static RtspReply ok() {
    return new RtspReply("200 OK");
  }

  static RtspReply status(String statusLine) {
    return new RtspReply(statusLine);
  }

  RtspReply with(String header, String value) {
    headers.put(header, value);
    return this;
  }

  RtspReply withBody(String contentType, String text) {
    body = text;
    return with("Content-Type", contentType)
        .with("Content-Length", String.valueOf(text.getBytes(StandardCharsets.UTF_8).length));
  }

  /** The bytes of the reply to this request. */
  ByteBuf to(RtspRequest request) {
    StringBuilder text = new StringBuilder("RTSP/1.0 ").append(statusLine).append("\r\n");
    request.header("cseq").ifPresent(cseq -> text.append("CSeq: ").append(cseq).append("\r\n"));
    headers.forEach((name, value) -> text.append(name).append(": ").append(value).append("\r\n"));
    text.append("\r\n").append(body);
    return Unpooled.copiedBuffer(text, StandardCharsets.UTF_8);
  }
}
