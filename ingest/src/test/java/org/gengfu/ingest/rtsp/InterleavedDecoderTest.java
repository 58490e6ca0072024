package org.gengfu.ingest.rtsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InterleavedDecoderTest {
  private final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(true);
  private final List<String> heard = new ArrayList<>();
  private boolean finished;
  private final InterleavedDecoder decoder =
      new InterleavedDecoder(
          allocator,
          new InterleavedDecoder.Sink() {
            @Override
            public void frame(int channel, ByteBuf in, int index, int length) {
              heard.add(channel + ":" + ByteBufUtil.hexDump(in, index, length));
            }

            @Override
            public void message(RtspMessage message) {
              if (message instanceof RtspMessage.Reply reply) {
                heard.add(reply.line() + "|" + reply.body());
              } else if (message instanceof RtspMessage.Request request) {
                heard.add(request.method());
              }
            }

            @Override
            public boolean finished() {
              return finished;
            }
          });

  @AfterEach
  void everythingIsFreed() {
    decoder.close();
    assertThat(allocator.metric().usedDirectMemory()).isZero();
  }

  @Test
  void partsFramesAndMessagesHoweverTheyAreCut() {
    byte[] stream =
        join(
            frame(0, "aabb"),
            text("RTSP/1.0 200 OK\r\nCSeq: 1\r\nContent-Length: 5\r\n\r\n$body"),
            text("\r\n"),
            frame(1, ""),
            text("GET_PARAMETER rtsp://x RTSP/1.0\nCSeq: 9\n\n"),
            frame(255, "24525453502f"),
            text("RTSP/1.0 454 Session Not Found\r\n\r\n"));
    List<String> wanted =
        List.of(
            "0:aabb",
            "200 OK|$body",
            "1:",
            "GET_PARAMETER",
            "255:24525453502f",
            "454 Session Not Found|");
    for (int size = 1; size <= stream.length; size++) {
      heard.clear();
      for (int at = 0; at < stream.length; at += size) {
        read(Arrays.copyOfRange(stream, at, Math.min(stream.length, at + size)));
      }
      assertThat(heard).as("cut every %d bytes", size).isEqualTo(wanted);
    }
  }

  @Test
  void takesAHeadUpToItsBoundAndNotOneMore() {
    String start = "RTSP/1.0 200 OK\r\nX: ";
    String end = "\r\n\r\n";
    String fill = "x".repeat(RtspText.MAX_HEAD_BYTES - start.length() - end.length());
    read(text(start + fill + end));
    assertThat(heard).hasSize(1);
    assertThatThrownBy(() -> read(text(start + fill + "x" + end)))
        .isInstanceOf(RtspProtocolException.class)
        .hasMessageContaining("more than 16384 bytes");
  }

  @Test
  void takesABodyUpToItsBoundAndNotOneMore() {
    read(text(withBody(RtspText.MAX_BODY_BYTES)));
    assertThat(heard).hasSize(1);
    assertThatThrownBy(() -> read(text(withBody(RtspText.MAX_BODY_BYTES + 1))))
        .isInstanceOf(RtspProtocolException.class)
        .hasMessageContaining("65537 bytes");
  }

  @Test
  void takesAsManyHeadersAsTheBoundAndNotOneMore() {
    read(text("RTSP/1.0 200 OK\r\n" + "A: b\r\n".repeat(RtspText.MAX_HEADERS) + "\r\n"));
    assertThat(heard).hasSize(1);
    assertThatThrownBy(
            () ->
                read(
                    text(
                        "RTSP/1.0 200 OK\r\n"
                            + "A: b\r\n".repeat(RtspText.MAX_HEADERS + 1)
                            + "\r\n")))
        .isInstanceOf(RtspProtocolException.class);
  }

  @Test
  void noticesRubbishAtItsFirstBytes() {
    for (String rubbish :
        List.of("SSH-2.0-OpenSSH_9.2\r\n", "\u0003\u0000", "RTSx", "hello", "A".repeat(30))) {
      InterleavedDecoder fresh = new InterleavedDecoder(allocator, ignoring());
      ByteBuf in = Unpooled.wrappedBuffer(text(rubbish));
      assertThatThrownBy(() -> fresh.read(in))
          .as(rubbish)
          .isInstanceOf(RtspProtocolException.class)
          .hasMessageContaining("not RTSP");
    }
    assertThatCode(() -> read(text("RTS"))).doesNotThrowAnyException();
  }

  @Test
  void refusesAnotherProtocolsReply() {
    assertThatThrownBy(() -> read(text("HTTP/1.1 400 Bad Request\r\n\r\n")))
        .isInstanceOf(RtspProtocolException.class)
        .hasMessageContaining("HTTP/1.1 400");
    assertThatThrownBy(() -> read(text("RTSP/1.0 200 OK\r\nContent-Length: -1\r\n\r\n")))
        .isInstanceOf(RtspProtocolException.class);
    assertThatThrownBy(() -> read(text("RTSP/1.0 200 OK\r\nContent-Length: x\r\n\r\n")))
        .isInstanceOf(RtspProtocolException.class);
  }

  @Test
  void readsNothingMoreOnceFinished() {
    finished = true;
    read(frame(0, "aabb"));
    assertThat(heard).isEmpty();
  }

  @Test
  void survivesRubbish() {
    Random random = new Random(19);
    byte[] good =
        join(
            frame(0, "aabbccdd"),
            text("RTSP/1.0 200 OK\r\nCSeq: 1\r\nContent-Length: 4\r\n\r\nbody"),
            frame(1, "00"));
    for (int round = 0; round < 20_000; round++) {
      byte[] bytes = good.clone();
      for (int flips = random.nextInt(5); flips > 0; flips--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      InterleavedDecoder fresh = new InterleavedDecoder(allocator, ignoring());
      try {
        int cut = random.nextInt(bytes.length);
        fresh.read(Unpooled.wrappedBuffer(bytes, 0, cut));
        fresh.read(Unpooled.wrappedBuffer(bytes, cut, bytes.length - cut));
      } catch (RtspProtocolException e) {
        assertThat(e.getMessage()).isNotBlank();
      }
      fresh.close();
    }
  }

  private static InterleavedDecoder.Sink ignoring() {
    return new InterleavedDecoder.Sink() {
      @Override
      public void frame(int channel, ByteBuf in, int index, int length) {}

      @Override
      public void message(RtspMessage message) {}

      @Override
      public boolean finished() {
        return false;
      }
    };
  }

  private void read(byte[] bytes) {
    decoder.read(Unpooled.wrappedBuffer(bytes));
  }

  private static String withBody(int size) {
    return "RTSP/1.0 200 OK\r\nContent-Length: " + size + "\r\n\r\n" + "b".repeat(size);
  }

  private static byte[] frame(int channel, String hex) {
    byte[] payload = ByteBufUtil.decodeHexDump(hex);
    byte[] head = {'$', (byte) channel, (byte) (payload.length >> 8), (byte) payload.length};
    return join(head, payload);
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}
