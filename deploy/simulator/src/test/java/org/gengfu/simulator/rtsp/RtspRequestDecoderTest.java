package org.gengfu.simulator.rtsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.DecoderException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RtspRequestDecoderTest {
  private final EmbeddedChannel channel = new EmbeddedChannel(new RtspRequestDecoder());

  private void write(String text) {
    channel.writeInbound(Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1));
  }

  @Test
  void readsRequestsThatArriveByteByByte() {
    String text = "SETUP rtsp://h:1/cam-01/trackID=1 RTSP/1.0\r\nCSeq: 3\r\nX:y\r\n\r\n";
    for (int i = 0; i < text.length(); i++) {
      write(text.substring(i, i + 1));
    }
    RtspRequest request = channel.readInbound();
    assertThat(request.method()).isEqualTo("SETUP");
    assertThat(request.camera()).isEqualTo("cam-01");
    assertThat(request.header("cseq")).contains("3");
    assertThat(request.header("x")).contains("y");
  }

  @Test
  void skipsBodiesAndInterleavedFrames() {
    write(
        "$\u0001\u0000\u0002abSET_PARAMETER * RTSP/1.0\r\nContent-Length: 3\r\n\r\nxyzPLAY * RTSP/1.0\r\n\r\n");
    assertThat(channel.<Object>readInbound()).isEqualTo(RtspRequestDecoder.Interleaved.FRAME);
    assertThat(channel.<RtspRequest>readInbound().method()).isEqualTo("SET_PARAMETER");
    assertThat(channel.<RtspRequest>readInbound().method()).isEqualTo("PLAY");
  }

  @Test
  void refusesWhatIsNoRtsp() {
    assertThatThrownBy(() -> write("GET / HTTP/1.1\r\n\r\n")).isInstanceOf(DecoderException.class);
    assertThatThrownBy(() -> write("PLAY * RTSP/1.0\r\nContent-Length: x\r\n\r\n"))
        .isInstanceOf(DecoderException.class);
  }

  @Test
  void boundsARequest() {
    String head = "PLAY * RTSP/1.0\r\nX: ";
    int room = RtspRequestDecoder.MAX_REQUEST_BYTES - head.length() - 4;
    write(head + "a".repeat(room) + "\r\n\r\n");
    assertThat(channel.<RtspRequest>readInbound().method()).isEqualTo("PLAY");
    assertThatThrownBy(() -> write(head + "a".repeat(room + 1) + "\r\n\r\n"))
        .isInstanceOf(DecoderException.class);
  }
}
