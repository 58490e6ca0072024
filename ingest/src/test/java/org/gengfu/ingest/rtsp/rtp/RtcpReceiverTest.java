package org.gengfu.ingest.rtsp.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RtcpReceiverTest {
  private static final long SECOND = 1_000_000_000L;
  private static final String SENDER_REPORT =
      "80c80006" + "00000007" + "1122334455667788" + "00000000" + "00000000" + "00000000";

  private final RtpSource source = new RtpSource(null);
  private final SenderClock senderClock = new SenderClock();
  private final RtcpReceiver receiver =
      new RtcpReceiver(source, 0x0a0b0c0d, senderClock, () -> Instant.EPOCH);

  @Test
  void reportsLossAndEchoesTheSendersReport() {
    source.accept(7, 10);
    source.accept(7, 11);
    source.accept(7, 14);
    ByteBuf in = hex(SENDER_REPORT);
    assertThat(receiver.read(in, 0, in.readableBytes(), SECOND)).isFalse();

    ByteBuf out = Unpooled.buffer();
    receiver.report(out, 3 * SECOND, 0x55);

    assertThat(out.readableBytes()).isEqualTo(RtcpReceiver.REPORT_BYTES);
    assertThat(HexFormat.of().formatHex(out.array(), 0, RtcpReceiver.REPORT_BYTES))
        .isEqualTo(
            "81c90007"
                + "0a0b0c0d"
                + "00000007"
                + "66000002"
                + "0000000e"
                + "00000055"
                + "33445566"
                + "00020000");
  }

  @Test
  void noticesTheGoodbyeOfItsSourceOnly() {
    source.accept(7, 10);
    ByteBuf mine = hex(SENDER_REPORT + "81cb0001" + "00000007");
    ByteBuf other = hex("81cb0001" + "00000008");

    assertThat(receiver.read(mine, 0, mine.readableBytes(), 0)).isTrue();
    assertThat(receiver.read(other, 0, other.readableBytes(), 0)).isFalse();
  }

  @Test
  void readsTheSendersClockAndForgetsItWithItsSource() {
    source.accept(7, 10);
    // 1970-01-01T00:00:03 by the camera, while it is 0 s here.
    ByteBuf in = hex("80c80006" + "00000007" + "83aa7e8300000000" + "00000064" + "0".repeat(16));
    receiver.read(in, 0, in.readableBytes(), 0);
    receiver.read(in, 0, in.readableBytes(), 0);

    assertThat(senderClock.offset()).isEqualTo(Duration.ofSeconds(3));
    assertThat(senderClock.mapped()).isTrue();

    source.accept(8, 1);
    source.accept(8, 2);
    ByteBuf next = hex("80c80006" + "00000008" + "83aa7e8300000000" + "00000064" + "0".repeat(16));
    receiver.read(next, 0, next.readableBytes(), 0);
    assertThat(senderClock.offset()).isNull();
  }

  @Test
  void survivesRubbish() {
    Random random = new Random(5);
    for (int round = 0; round < 20_000; round++) {
      byte[] bytes = new byte[random.nextInt(64)];
      random.nextBytes(bytes);
      if (bytes.length > 0) {
        bytes[0] = (byte) (0x80 | (bytes[0] & 0x3f));
      }
      receiver.read(Unpooled.wrappedBuffer(bytes), 0, bytes.length, round);
    }
  }

  private static ByteBuf hex(String text) {
    return Unpooled.wrappedBuffer(HexFormat.of().parseHex(text));
  }
}
