package org.gengfu.ingest.rtsp.h264;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Random;
import org.gengfu.core.media.VideoFormat;
import org.gengfu.ingest.rtsp.nal.MalformedVideoException;
import org.gengfu.ingest.rtsp.nal.ParameterSets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class H264ParameterSetsTest {
  /** avcC as FFmpeg writes it for streams that x264 made. */
  private static final String HD =
      "01640028ffe1001b67640028acd940780227e5c044000003000400000300c83c60c65801000668ebe3cb22c0fdf8f800";

  @ParameterizedTest
  @CsvSource({
    // main.mp4 and sub.mp4 of the benchmark streams.
    "1920, 1080, 014d4028ffe10018674d4028da01e0089f961000000300100000030320f1832a01000468ef32c8",
    "640, 360, 014d4016ffe10018674d4016da0280bfe58400000300040000030078" + "3c58ba8001000468ef32c8",
    // High, cropped in height.
    "1920, 1080, " + HD,
    // Baseline, cropped both ways.
    "642, 362, 0142c01effe1001a6742c01ed900a42fe224c044000003000400000300c83c58b92001000568cb83cb20",
    // Interlaced.
    "1920, 1080, 01640028ffe1001a67640028acd94078044fde0220000003002000000643e2c5b2c001000668fba3cb22c0fdf8f800",
    // 4:2:2, 10 bits.
    "1280, 720, 017a001fffe1001a677a001fb6cd9405005bb011000003000100000300320f18319601000668ebe3cb22c0fefafa00",
    // 4:4:4, where one pixel can be cropped.
    "642, 362, 01f4001effe1001a67f4001e919b281485fc7cf808800000030080000019078b16cb01000668ebe3c44844fff8f800",
    // Grey.
    "352, 288, 0164000dffe100186764000df36505825b016c800000030080000019078a14cb01000668ebe3cb22c0fcf8f800",
  })
  void makesTheRecordThatFfmpegMakes(int width, int height, String record) {
    byte[] wanted = HexFormat.of().parseHex(record);
    ParameterSets sets = new H264ParameterSets();
    assertThat(sets.offer(sps(wanted))).isTrue();
    assertThat(sets.format()).isNull();
    assertThat(sets.offer(pps(wanted))).isTrue();

    VideoFormat format = Objects.requireNonNull(sets.format());
    assertThat(format.width()).isEqualTo(width);
    assertThat(format.height()).isEqualTo(height);
    assertThat(format.decoderConfiguration()).isEqualTo(wanted);
  }

  @Test
  void keepsTheFormatObjectWhileSetsAreRepeated() {
    byte[] record = HexFormat.of().parseHex(HD);
    ParameterSets sets = new H264ParameterSets();
    sets.offer(sps(record));
    sets.offer(pps(record));
    VideoFormat first = sets.format();
    sets.offer(sps(record));
    sets.offer(pps(record));
    assertThat(sets.format()).isSameAs(first);
  }

  @Test
  void putsTheNewSpsFirstWhenTheCameraIsSetAnew() {
    ParameterSets sets = new H264ParameterSets();
    byte[] hd = HexFormat.of().parseHex(HD);
    sets.offer(sps(hd));
    sets.offer(pps(hd));
    byte[] sub =
        HexFormat.of()
            .parseHex(
                "014d4016ffe10018674d4016da0280bfe584000003000400000300783c58ba8001000468ef32c8");
    sets.offer(sps(sub));
    sets.offer(pps(sub));
    VideoFormat now = Objects.requireNonNull(sets.format());
    assertThat(now.width()).isEqualTo(640);
    assertThat(now.codecs()).isEqualTo("avc1.4d4016");
  }

  @Test
  void keepsNoMoreSetsThanItsBound() {
    ParameterSets sets = new H264ParameterSets();
    for (int id = 0; id < ParameterSets.MAX_SETS; id++) {
      assertThat(sets.offer(ppsWithId(id))).isTrue();
    }
    assertThat(sets.offer(ppsWithId(ParameterSets.MAX_SETS))).isFalse();
    assertThat(sets.offer(ppsWithId(3))).isTrue();
  }

  @Test
  void takesSetsUpToTheirBound() {
    byte[] sps = sps(HexFormat.of().parseHex(HD));
    ParameterSets sets = new H264ParameterSets();
    assertThat(sets.offer(Arrays.copyOf(sps, ParameterSets.MAX_BYTES))).isTrue();
    assertThat(sets.offer(Arrays.copyOf(sps, ParameterSets.MAX_BYTES + 1))).isFalse();
  }

  @Test
  void refusesCutAndUnreasonableSets() {
    byte[] sps = sps(HexFormat.of().parseHex(HD));
    for (int length = 0; length < 10; length++) {
      assertThat(new H264ParameterSets().offer(Arrays.copyOf(sps, length))).isFalse();
    }
    assertThatThrownBy(() -> H264Sps.parse(Arrays.copyOf(sps, 9)))
        .isInstanceOf(MalformedVideoException.class);
  }

  @Test
  void survivesRubbish() {
    byte[] good = sps(HexFormat.of().parseHex(HD));
    Random random = new Random(11);
    for (int round = 0; round < 50_000; round++) {
      byte[] bytes = good.clone();
      for (int flips = random.nextInt(6); flips >= 0; flips--) {
        bytes[1 + random.nextInt(bytes.length - 1)] = (byte) random.nextInt();
      }
      ParameterSets sets = new H264ParameterSets();
      sets.offer(Arrays.copyOf(bytes, random.nextInt(bytes.length) + 1));
      sets.offer(ppsWithId(0));
      VideoFormat format = sets.format();
      if (format != null) {
        assertThat(format.width()).isBetween(1, H264Sps.MAX_SIDE);
        assertThat(format.height()).isBetween(1, H264Sps.MAX_SIDE);
      }
    }
  }

  private static byte[] ppsWithId(int id) {
    // ue(v) of an id below 31, in nine bits at most, then a stop bit.
    int code = id + 1;
    int bits = 31 - Integer.numberOfLeadingZeros(code);
    int value = code << (15 - 2 * bits) | 1 << (14 - 2 * bits);
    return new byte[] {0x68, (byte) (value >> 8), (byte) value};
  }

  static byte[] sps(byte[] record) {
    int length = ByteBuffer.wrap(record).getShort(6);
    return Arrays.copyOfRange(record, 8, 8 + length);
  }

  static byte[] pps(byte[] record) {
    int at = 8 + ByteBuffer.wrap(record).getShort(6) + 1;
    int length = ByteBuffer.wrap(record).getShort(at);
    return Arrays.copyOfRange(record, at + 2, at + 2 + length);
  }
}
