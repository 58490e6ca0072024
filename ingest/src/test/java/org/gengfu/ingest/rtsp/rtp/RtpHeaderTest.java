package org.gengfu.ingest.rtsp.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RtpHeaderTest {
  private final RtpHeader header = new RtpHeader();

  @Test
  void readsThePlainHeader() {
    ByteBuf in = hex("ffff" + "80e0ffff" + "80000001" + "deadbeef" + "6742ff");

    assertThat(header.read(in, 2, 15)).isTrue();
    assertThat(header.marker()).isTrue();
    assertThat(header.payloadType()).isEqualTo(96);
    assertThat(header.sequence()).isEqualTo(0xffff);
    assertThat(header.timestamp()).isEqualTo(0x80000001);
    assertThat(header.ssrc()).isEqualTo(0xdeadbeef);
    assertThat(header.payloadIndex()).isEqualTo(14);
    assertThat(header.payloadLength()).isEqualTo(3);
  }

  @Test
  void passesOverSourcesExtensionAndPadding() {
    String sources = "00000001" + "00000002";
    String extension = "bede0001" + "11223344";
    ByteBuf in = hex("b2600001" + "00000000" + "00000000" + sources + extension + "aabb" + "0003");
    in.setByte(in.writerIndex() - 1, 3);
    ByteBuf padded = Unpooled.wrappedBuffer(in, hex("03"));

    assertThat(header.read(padded, 0, padded.readableBytes())).isTrue();
    assertThat(header.payloadIndex()).isEqualTo(12 + 8 + 8);
    assertThat(header.payloadLength()).isEqualTo(2);
  }

  @Test
  void refusesWhatIsCutShort() {
    ByteBuf whole =
        hex("b2600001" + "00000000" + "00000000" + "0000000100000002" + "bede0001" + "11223344");
    for (int length = 0; length < whole.readableBytes(); length++) {
      assertThat(header.read(whole, 0, length)).as("%d bytes", length).isFalse();
    }
  }

  @Test
  void refusesAnotherVersionAndTooMuchPadding() {
    assertThat(header.read(hex("40600001" + "0000000000000000" + "aa"), 0, 13)).isFalse();
    assertThat(header.read(hex("a0600001" + "0000000000000000" + "05"), 0, 13)).isFalse();
  }

  @Test
  void neverReadsBeyondRubbish() {
    Random random = new Random(3);
    for (int round = 0; round < 20_000; round++) {
      byte[] bytes = new byte[random.nextInt(40)];
      random.nextBytes(bytes);
      ByteBuf in = Unpooled.wrappedBuffer(bytes);
      if (header.read(in, 0, bytes.length)) {
        assertThat(header.payloadIndex() + header.payloadLength()).isBetween(12, bytes.length);
      }
    }
  }

  private static ByteBuf hex(String text) {
    return Unpooled.wrappedBuffer(HexFormat.of().parseHex(text));
  }
}
