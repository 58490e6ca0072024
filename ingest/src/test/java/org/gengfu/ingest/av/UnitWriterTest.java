package org.gengfu.ingest.av;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Random;
import org.gengfu.core.media.AccessUnit;
import org.gengfu.ingest.testing.TestUnits;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class UnitWriterTest {
  private static final byte[] AVCC = TestUnits.SUB.decoderConfiguration();
  private static final byte[] SPS = hex("674d4016da0280bfe584000003000400000300783c58ba80");
  private static final byte[] PPS = hex("68ef32c8");
  private static final byte[] DELIMITER = hex("0910");
  private static final byte[] SEI = hex("0605ff");
  private static final byte[] IDR = hex("6588840102");
  private static final byte[] SLICE = hex("4188840102");

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text);
  }

  private static byte[] lengths(int lengthBytes, byte[]... nals) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] nal : nals) {
      for (int i = lengthBytes - 1; i >= 0; i--) {
        out.write(nal.length >> (8 * i));
      }
      out.writeBytes(nal);
    }
    return out.toByteArray();
  }

  private static byte[] startCodes(byte[]... nals) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] nal : nals) {
      out.writeBytes(new byte[] {0, 0, 0, 1});
      out.writeBytes(nal);
    }
    return out.toByteArray();
  }

  private static byte @Nullable [] written(UnitWriter writer, byte[] picture) {
    AccessUnit unit = writer.write(ByteBuffer.wrap(picture), 0, Instant.EPOCH);
    if (unit == null) {
      return null;
    }
    byte[] bytes = new byte[unit.size()];
    unit.bytes().get(bytes);
    unit.release();
    return bytes;
  }

  @Test
  void takesTheFormatOutOfTheRecord() {
    UnitWriter writer = new UnitWriter(new H264Rules(), AVCC);
    AccessUnit unit =
        writer.write(ByteBuffer.wrap(lengths(4, DELIMITER, SEI, IDR)), 7, Instant.EPOCH);
    assertThat(unit).isNotNull();
    assertThat(unit.format()).isEqualTo(TestUnits.SUB);
    assertThat(unit.keyframe()).isTrue();
    assertThat(unit.pts()).isEqualTo(7);
    unit.release();
    assertThat(written(writer, lengths(4, SLICE))).isEqualTo(lengths(4, SLICE));
  }

  @Test
  void takesTheFormatOutOfTheStream() {
    UnitWriter writer = new UnitWriter(new H264Rules(), new byte[0]);
    assertThat(written(writer, startCodes(IDR))).as("no parameter sets yet").isNull();
    assertThat(written(writer, startCodes(DELIMITER, SPS, PPS, SEI, IDR)))
        .isEqualTo(lengths(4, SEI, IDR));
    assertThat(written(writer, startCodes(SLICE, SLICE))).isEqualTo(lengths(4, SLICE, SLICE));
  }

  @Test
  void takesParameterSetsBehindStartCodesAsExtradata() {
    UnitWriter writer = new UnitWriter(new H264Rules(), startCodes(SPS, PPS));
    assertThat(written(writer, startCodes(IDR))).isEqualTo(lengths(4, IDR));
  }

  @Test
  void readsLengthsOfOneToFourBytes() {
    for (int bytes : new int[] {1, 2, 3, 4}) {
      byte[] record = AVCC.clone();
      record[4] = (byte) (0xfc | (bytes - 1));
      assertThat(written(new UnitWriter(new H264Rules(), record), lengths(bytes, SEI, IDR)))
          .isEqualTo(lengths(4, SEI, IDR));
    }
  }

  @Test
  void leavesOutWhatIsBroken() {
    UnitWriter writer = new UnitWriter(new H264Rules(), AVCC);
    assertThat(written(writer, hex("00000009658884"))).as("longer than there is").isNull();
    assertThat(written(writer, hex("ffffffff658884"))).as("not a length").isNull();
    assertThat(written(writer, hex("0000"))).as("half a length").isNull();
    assertThat(written(writer, new byte[0])).isNull();
    assertThat(written(writer, lengths(4, DELIMITER))).as("no picture").isNull();
  }

  @Test
  void keepsItsBounds() {
    UnitWriter writer = new UnitWriter(new H264Rules(), AVCC);
    byte[][] nals = new byte[UnitWriter.MAX_NALS + 1][];
    java.util.Arrays.fill(nals, IDR);
    assertThat(written(writer, lengths(4, java.util.Arrays.copyOf(nals, UnitWriter.MAX_NALS))))
        .isNotNull();
    assertThat(written(writer, lengths(4, nals))).isNull();

    byte[] greatest = new byte[UnitWriter.MAX_BYTES - 4];
    greatest[0] = 0x65;
    assertThat(written(writer, lengths(4, greatest))).hasSize(UnitWriter.MAX_BYTES);
    byte[] tooBig = java.util.Arrays.copyOf(greatest, greatest.length + 1);
    assertThat(written(writer, lengths(4, tooBig))).isNull();
  }

  @Test
  void rubbishDoesNoHarm() {
    Random random = new Random(4711);
    for (int n = 0; n < 20_000; n++) {
      byte[] record = new byte[random.nextInt(40)];
      random.nextBytes(record);
      if (record.length > 0 && random.nextBoolean()) {
        record[0] = 1;
      }
      UnitWriter writer = new UnitWriter(new H264Rules(), random.nextBoolean() ? record : AVCC);
      byte[] picture = new byte[random.nextInt(60)];
      random.nextBytes(picture);
      for (int i = 0; i < picture.length; i++) {
        picture[i] &= (byte) (random.nextInt(3) == 0 ? 0xff : 0x01);
      }
      written(writer, picture);
    }
  }
}
