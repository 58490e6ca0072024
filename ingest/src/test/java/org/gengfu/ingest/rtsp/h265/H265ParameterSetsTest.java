package org.gengfu.ingest.rtsp.h265;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.gengfu.core.media.Codec;
import org.gengfu.core.media.VideoFormat;
import org.gengfu.ingest.rtsp.nal.MalformedVideoException;
import org.gengfu.ingest.rtsp.nal.ParameterSets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class H265ParameterSetsTest {
  /** hvcC of main-h265.mp4, its SEI left out. */
  private static final String HD =
      "01016000000090000000000078f000fcfdf8f800000f03a00001001840010c01ffff0160000003009000000300000300"
          + "78ba0240a100010029420101016000000300900000030000030078a003c08010e596ea4932b9a02000000300200000"
          + "030321a2000100074401c172b46240";

  @ParameterizedTest
  @CsvSource({
    "1920, 1080, hvc1.1.6.L120.90, " + HD,
    // Cropped both ways.
    "642, 362, hvc1.1.6.L63.90, "
        + "0101600000009000000000003ff000fcfdf8f800000f03a00001001840010c01ffff01600000030090000003000003"
        + "003f959809a10001002c42010101600000030090000003000003003fa005120171c9265959a4932bc05a0200000300"
        + "02000003003210a2000100074401c172b46240",
    // Range extensions, 4:2:2, 10 bits.
    "1280, 720, hvc1.4.10.L93.9D.8, "
        + "0104080000009d08000000005df000fcfefafa00000f03a00001001740010c01ffff0408000003009d080000030000"
        + "5d959809a10001002a4201010408000003009d0800000300005db00280802d1365959a4932bc05a020000003002000"
        + "00030321a2000100074401c172b46240",
    // 4:4:4, where one pixel can be cropped.
    "354, 290, hvc1.4.10.L60.9E.8, "
        + "0104080000009e08000000003cf000fcfff8f800000f03a00001001740010c01ffff0408000003009e080000030000"
        + "3c959809a10001002b4201010408000003009e0800000300003c9001690094e79f2cacd24995e02d01000003000100"
        + "0003001908a2000100084401c172860c4624",
    // Grey.
    "352, 288, hvc1.4.10.L60.9F.C8, "
        + "0104080000009fc8000000003cf000fcfcf8f800000f03a00001001740010c01ffff0408000003009fc80000030000"
        + "3c959809a1000100294201010408000003009fc800000300003cc02c2012165959a4932bc05b020000030002000003"
        + "003210a2000100074401c172b46240",
    // High tier.
    "1920, 1080, hvc1.1.6.H123.90, "
        + "0121600000009000000000007bf000fcfdf8f800000f03a00001001840010c01ffff21600000030090000003000003"
        + "007b959809a10001002a42010121600000030090000003000003007ba003c08010e596566924caf016808000000300"
        + "8000000c84a2000100074401c172b46240",
    // Two temporal layers.
    "320, 240, hvc1.1.6.L60.90, "
        + "0101600000009000000000003cf000fcfdf8f800001303a00001001c40010c02ffff01600000030090000003000003"
        + "003c00009598acc048a10001002e42010201600000030090000003000003003c0000a00a080f1659598acd24995e02"
        + "d0100000030010000003019080a2000100074401c172b46240",
  })
  void makesTheRecordThatFfmpegMakes(int width, int height, String codecs, String record) {
    byte[] wanted = HexFormat.of().parseHex(record);
    ParameterSets sets = new H265ParameterSets();
    List<byte[]> all = sets(wanted);
    for (byte[] nal : all) {
      assertThat(sets.format()).isNull();
      assertThat(sets.offer(nal)).isTrue();
    }
    VideoFormat format = Objects.requireNonNull(sets.format());
    assertThat(format.codec()).isEqualTo(Codec.H265);
    assertThat(format.width()).isEqualTo(width);
    assertThat(format.height()).isEqualTo(height);
    assertThat(format.codecs()).isEqualTo(codecs);
    assertThat(format.decoderConfiguration()).isEqualTo(wanted);
  }

  @Test
  void readsAnSpsWithSubLayersThatTellProfileAndLevel() {
    // main-h265.mp4's with three temporal layers: one tells both, the other its level alone.
    byte[] one = sets(HexFormat.of().parseHex(HD)).get(1);
    byte[] layered = new byte[one.length + 2 + 11 + 1 + 1];
    System.arraycopy(one, 0, layered, 0, 2);
    layered[2] = (byte) (one[2] | 2 << 1);
    // The general part, with its emulation prevention bytes, ends with the level 0x78.
    int general = 3 + 15;
    System.arraycopy(one, 3, layered, 3, 15);
    layered[general] = (byte) 0b1101_0000;
    Arrays.fill(layered, general + 2, general + 2 + 13, (byte) 0xff);
    System.arraycopy(one, general, layered, general + 15, one.length - general);
    H265Sps sps = H265Sps.parse(layered);
    assertThat(sps.temporalLayers()).isEqualTo(3);
    assertThat(sps.width()).isEqualTo(1920);
    assertThat(sps.height()).isEqualTo(1080);
  }

  @Test
  void keepsTheFormatObjectWhileSetsAreRepeated() {
    ParameterSets sets = new H265ParameterSets();
    List<byte[]> all = sets(HexFormat.of().parseHex(HD));
    all.forEach(sets::offer);
    VideoFormat first = sets.format();
    all.forEach(sets::offer);
    assertThat(sets.format()).isSameAs(first);
  }

  @Test
  void keepsNoMoreSetsThanItsBound() {
    ParameterSets sets = new H265ParameterSets();
    for (int id = 0; id < ParameterSets.MAX_SETS; id++) {
      assertThat(sets.offer(ppsWithId(id))).isTrue();
    }
    assertThat(sets.offer(ppsWithId(ParameterSets.MAX_SETS))).isFalse();
    assertThat(sets.offer(ppsWithId(3))).isTrue();
  }

  @Test
  void takesSetsUpToTheirBound() {
    byte[] sps = sets(HexFormat.of().parseHex(HD)).get(1);
    ParameterSets sets = new H265ParameterSets();
    assertThat(sets.offer(Arrays.copyOf(sps, ParameterSets.MAX_BYTES))).isTrue();
    assertThat(sets.offer(Arrays.copyOf(sps, ParameterSets.MAX_BYTES + 1))).isFalse();
  }

  @Test
  void refusesCutSetsAndWhatIsNone() {
    byte[] sps = sets(HexFormat.of().parseHex(HD)).get(1);
    for (int length = 0; length < 20; length++) {
      assertThat(new H265ParameterSets().offer(Arrays.copyOf(sps, length))).isFalse();
    }
    assertThat(new H265ParameterSets().offer(new byte[] {0x26, 1, 1})).isFalse();
    assertThatThrownBy(() -> H265Sps.parse(Arrays.copyOf(sps, 20)))
        .isInstanceOf(MalformedVideoException.class);
  }

  @Test
  void survivesRubbish() {
    List<byte[]> all = sets(HexFormat.of().parseHex(HD));
    Random random = new Random(11);
    for (int round = 0; round < 50_000; round++) {
      byte[] bytes = all.get(1).clone();
      for (int flips = random.nextInt(6); flips >= 0; flips--) {
        bytes[2 + random.nextInt(bytes.length - 2)] = (byte) random.nextInt();
      }
      ParameterSets sets = new H265ParameterSets();
      sets.offer(all.get(0));
      sets.offer(Arrays.copyOf(bytes, random.nextInt(bytes.length) + 1));
      sets.offer(all.get(2));
      VideoFormat format = sets.format();
      if (format != null) {
        assertThat(format.width()).isBetween(1, H265Sps.MAX_SIDE);
        assertThat(format.height()).isBetween(1, H265Sps.MAX_SIDE);
        assertThat(format.codecs()).startsWith("hvc1.");
      }
    }
  }

  private static byte[] ppsWithId(int id) {
    int code = id + 1;
    int bits = 31 - Integer.numberOfLeadingZeros(code);
    int value = code << (15 - 2 * bits) | 1 << (14 - 2 * bits);
    return new byte[] {0x44, 1, (byte) (value >> 8), (byte) value};
  }

  /** The parameter sets of a record. */
  private static List<byte[]> sets(byte[] record) {
    ByteBuffer in = ByteBuffer.wrap(record).position(22);
    List<byte[]> sets = new ArrayList<>();
    for (int arrays = in.get(); arrays > 0; arrays--) {
      in.get();
      for (int count = in.getShort(); count > 0; count--) {
        byte[] nal = new byte[in.getShort()];
        in.get(nal);
        sets.add(nal);
      }
    }
    return sets;
  }
}
