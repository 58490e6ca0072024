package org.gengfu.ingest.rtsp.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Random;
import org.gengfu.core.media.AudioCodec;
import org.gengfu.core.media.AudioFormat;
import org.gengfu.ingest.rtsp.rtp.RtpSource.Arrival;
import org.junit.jupiter.api.Test;

class AacDepacketizerTest {
  private static final AudioFormat FORMAT =
      new AudioFormat(AudioCodec.AAC, 16_000, 1, new byte[] {0x14, 0x08});
  private static final AuHeaderLayout HIGH_BIT_RATE = new AuHeaderLayout(13, 3, 3);

  private final SoundFeed feed =
      new SoundFeed(output -> new AacDepacketizer(FORMAT, 1_024, HIGH_BIT_RATE, output));

  @Test
  void takesOneUnitAPacket() {
    feed.packet(0, "0010 0018 aabbcc".replace(" ", ""));
    feed.packet(1_024, "0010 0010 ddee".replace(" ", ""));
    assertThat(feed.seen).containsExactly("0 1024 aabbcc", "1024 1024 ddee");
    assertThat(feed.malformed()).isZero();
  }

  @Test
  void takesSeveralUnitsOfOnePacketEachWithItsTime() {
    feed.packet(2_048, "0020 0018 0010 aabbcc ddee".replace(" ", ""));
    assertThat(feed.seen).containsExactly("2048 1024 aabbcc", "3072 1024 ddee");
  }

  @Test
  void joinsAUnitThatIsSpreadOverPackets() {
    feed.packet(0, "0010 0028 aabb".replace(" ", ""));
    feed.packet(0, "0010 0028 ccdd".replace(" ", ""));
    feed.packet(0, "0010 0028 ee".replace(" ", ""));
    feed.packet(1_024, "0010 0008 ff".replace(" ", ""));
    assertThat(feed.seen).containsExactly("0 1024 aabbccddee", "1024 1024 ff");
  }

  @Test
  void leavesOutASpreadUnitThatALossHit() {
    feed.packet(0, "0010 0028 aabb".replace(" ", ""));
    feed.next = Arrival.AFTER_GAP;
    feed.packet(0, "0010 0028 ee".replace(" ", ""));
    feed.packet(1_024, "0010 0008 ff".replace(" ", ""));
    assertThat(feed.seen).containsExactly("1024 1024 ff");
  }

  @Test
  void leavesOutWhatHasNoTimeYet() {
    feed.from = 1_024;
    feed.packet(0, "0020 0008 0008 aa bb".replace(" ", ""));
    assertThat(feed.seen).containsExactly("1024 1024 bb");
  }

  @Test
  void readsTheLayoutOfLowBitRates() {
    SoundFeed low =
        new SoundFeed(
            output -> new AacDepacketizer(FORMAT, 1_024, new AuHeaderLayout(6, 2, 2), output));
    low.packet(0, "0010 0c08 aabbcc ddee".replace(" ", ""));
    assertThat(low.seen).containsExactly("0 1024 aabbcc", "1024 1024 ddee");
  }

  @Test
  void refusesWhatIsAgainstTheRules() {
    feed.packet(0, "00");
    feed.packet(0, "0000aabb");
    feed.packet(0, "0011001800aabbcc");
    feed.packet(0, "00200018");
    // The second unit is longer than what is left; the first index is not 0.
    feed.packet(0, "0020 0008 0018 aabb".replace(" ", ""));
    feed.packet(0, "0010 0019 aabbcc".replace(" ", ""));
    assertThat(feed.malformed()).isEqualTo(6);
    feed.packet(5_120, "0010 0008 ff".replace(" ", ""));
    assertThat(feed.seen).contains("5120 1024 ff");
  }

  @Test
  void takesUnitsUpToTheBoundAndNotOneMore() {
    feed.packet(0, many(AacDepacketizer.MAX_UNITS));
    assertThat(feed.seen).hasSize(AacDepacketizer.MAX_UNITS);
    feed.packet(0, many(AacDepacketizer.MAX_UNITS + 1));
    assertThat(feed.seen).hasSize(AacDepacketizer.MAX_UNITS);
    assertThat(feed.malformed()).isEqualTo(1);
  }

  @Test
  void takesAUnitUpToItsBoundAndNotOneByteMore() {
    SoundFeed wide =
        new SoundFeed(
            output -> new AacDepacketizer(FORMAT, 1_024, new AuHeaderLayout(16, 0, 0), output));
    wide.packet(0, sized(AacDepacketizer.MAX_UNIT_BYTES));
    assertThat(wide.seen).hasSize(1);
    wide.packet(1_024, sized(AacDepacketizer.MAX_UNIT_BYTES + 1));
    assertThat(wide.seen).hasSize(1);
    assertThat(wide.malformed()).isEqualTo(1);
  }

  @Test
  void refusesUnusableLayouts() {
    assertThatThrownBy(() -> new AuHeaderLayout(0, 3, 3)).hasMessageContaining("unusable");
    assertThatThrownBy(() -> new AuHeaderLayout(17, 3, 3)).hasMessageContaining("unusable");
    assertThatThrownBy(() -> new AuHeaderLayout(13, -1, 3)).hasMessageContaining("unusable");
    assertThatThrownBy(() -> new AuHeaderLayout(13, 3, 17)).hasMessageContaining("unusable");
  }

  @Test
  void survivesRubbish() {
    Random random = new Random(5);
    byte[][] good = {many(3), sized(20), {0, 16, 0, 40, 1, 2}};
    for (int round = 0; round < 100_000; round++) {
      byte[] payload = good[random.nextInt(good.length)].clone();
      for (int flips = random.nextInt(4); flips > 0; flips--) {
        payload[random.nextInt(payload.length)] = (byte) random.nextInt();
      }
      feed.next = random.nextInt(8) == 0 ? Arrival.AFTER_GAP : Arrival.NEXT;
      feed.packet(round / 2, Arrays.copyOf(payload, random.nextInt(payload.length + 1)));
    }
    assertThat(feed.seen).isNotEmpty();
  }

  private static byte[] many(int units) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int bits = units * 16;
    out.write(bits >> 8);
    out.write(bits);
    for (int n = 0; n < units; n++) {
      out.write(0);
      out.write(8);
    }
    out.writeBytes(new byte[units]);
    return out.toByteArray();
  }

  /** One unit behind its size in 16 bits. */
  private static byte[] sized(int size) {
    byte[] payload = new byte[4 + size];
    payload[1] = 16;
    payload[2] = (byte) (size >> 8);
    payload[3] = (byte) size;
    return payload;
  }
}
