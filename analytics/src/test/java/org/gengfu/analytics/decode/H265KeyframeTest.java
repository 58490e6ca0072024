package org.gengfu.analytics.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.gengfu.analytics.testing.PatternFilm;
import org.gengfu.analytics.testing.RenderedVideo;
import org.gengfu.core.media.AccessUnit;
import org.gengfu.core.media.Codec;
import org.gengfu.core.media.VideoFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A keyframe that x265 made of FFmpeg's colour bars, 178×98, so that the conformance window crops.
 */
class H265KeyframeTest {
  private static final VideoFormat FORMAT =
      new VideoFormat(
          Codec.H265,
          178,
          98,
          hex(
              "0101600000009000000000001ef000fcfdf8f800000f03a00001001840010c01ffff01600000030090000003"
                  + "000003001e959809a10001002b42010101600000030090000003000003001ea0172069c9265959a4932bc0"
                  + "5a020000030002000003003210a2000100074401c172b46240"));

  private static final byte[] KEYFRAME =
      hex(
          "000001802801af0951fa402dfc1748afd541b1fccea4b9b2b96912b084ab32d8311d44342c2707b928f39b0030bc0d1c"
              + "b3ca40138ae89b920575df576bb59d67a0bbbf2a93921ef9219024c7db8c9e953b7a50006675304093e22714e6"
              + "ab6ce35ddf58cfb7bdaa480f2125be800068b05913a000000300000300000300000b887c3311f714895c04bdec"
              + "4161e68af9891e612c6d208a15bb27c5701a91a816a83a00eef822ed31c8d3f9f00b14d84552ba17d76b37c313"
              + "3303aa19a7afef63902ab0b9382cbfa7e0cb1cd117f4afdada8b12642c891669763e20d78ee90bab611d25dcd6"
              + "743248009b4584c09b8c4f9622d0455d9a7bd1acfadcf02ff07e822ae0e016a276a8e0137d21b8519eaa148a54"
              + "5ae4a91a8e3cdcc91c65660c3fed9926eb4506291cb64650797fc13ee273c80a740f2e1bae1998e8b2b04a85a0"
              + "9f540e65cb19ab0f7a42af68e0221861e0144ce6c5dc6096dc7c0e8049747ad3c5431c71e646f040d12d4a0d52"
              + "bee3d3fa36755d993a4168cc57e4d9e34eb2b0c4cf0ee03ae3");

  /** SHA-256 of the luma that the ffmpeg command decodes. */
  private static final String LUMA =
      "26df4d0ae1c26c88755d5cb3a373de667bce135d60f5be4fbd72308573da5ca2";

  private final KeyframeDecoders decoders = new KeyframeDecoders(2);

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text);
  }

  @AfterEach
  void close() {
    decoders.close();
    assertThat(SharedMemory.lent()).as("memory that libav still holds").isZero();
  }

  @Test
  void lumaIsWhatFfmpegDecodes() throws DecodeException {
    assertThat(decode()).isEqualTo("178×98 " + LUMA);
  }

  @Test
  void aCameraMayChangeItsCodecAndSize() throws DecodeException {
    String before = decode();
    RenderedVideo other = new RenderedVideo(new PatternFilm(176, 144, 5, 0), 5);
    AccessUnit unit = other.accessUnit(other.keyframes().get(0), Instant.EPOCH);
    int width = decoders.decode(unit, List.of(), Picture::width);
    unit.release();
    assertThat(width).isEqualTo(176);
    assertThat(decode()).isEqualTo(before);
  }

  private String decode() throws DecodeException {
    ByteBuffer memory = ByteBuffer.allocateDirect(KEYFRAME.length + AccessUnit.PADDING);
    memory.put(KEYFRAME).flip();
    AccessUnit unit = new AccessUnit(FORMAT, 0, Instant.EPOCH, true, memory, () -> {});
    try {
      return decoders.decode(unit, List.of(), H265KeyframeTest::describe);
    } finally {
      unit.release();
    }
  }

  private static String describe(Picture picture) {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
    ByteBuffer luma = picture.luma();
    for (int y = 0; y < picture.height(); y++) {
      for (int x = 0; x < picture.width(); x++) {
        digest.update(luma.get(y * picture.lumaStride() + x));
      }
    }
    assertThat(picture.damaged()).isFalse();
    return picture.width()
        + "×"
        + picture.height()
        + " "
        + HexFormat.of().formatHex(digest.digest());
  }
}
