package org.gengfu.core.media;

import java.util.Arrays;
import java.util.Locale;

/**
 * What a decoder and a browser must know before the first access unit. Two cameras with equal
 * formats can share a decoder.
 *
 * <p>{@code decoderConfiguration} is the AVCDecoderConfigurationRecord (ISO/IEC 14496-15 §5.3.3.1)
 * for H.264 or the HEVCDecoderConfigurationRecord (§8.3.3.1) for H.265, with four-byte NAL lengths:
 * FFmpeg takes it as extradata, an MP4 file as the content of {@code avcC} or {@code hvcC}.
 */
public final class VideoFormat {
  private final Codec codec;
  private final int width;
  private final int height;
  private final byte[] decoderConfiguration;
  private final int hash;

  public VideoFormat(Codec codec, int width, int height, byte[] decoderConfiguration) {
    if (width <= 0 || height <= 0) {
      throw new IllegalArgumentException("a video is not " + width + "×" + height);
    }
    this.codec = codec;
    this.width = width;
    this.height = height;
    this.decoderConfiguration = decoderConfiguration.clone();
    this.hash = 31 * codec.hashCode() + Arrays.hashCode(this.decoderConfiguration);
  }

  public Codec codec() {
    return codec;
  }

  /** Width of the picture in pixels, cropping applied. */
  public int width() {
    return width;
  }

  /** Height of the picture in pixels, cropping applied. */
  public int height() {
    return height;
  }

  /** A copy of the decoder configuration record. */
  public byte[] decoderConfiguration() {
    return decoderConfiguration.clone();
  }

  /**
   * The {@code codecs} parameter of RFC 6381, such as {@code avc1.64001f} or {@code
   * hvc1.1.6.L93.B0} (ISO/IEC 14496-15 annex E).
   */
  public String codecs() {
    return switch (codec) {
      case H264 ->
          String.format(
              "avc1.%02x%02x%02x",
              decoderConfiguration[1], decoderConfiguration[2], decoderConfiguration[3]);
      case H265 -> hevcCodecs();
    };
  }

  private String hevcCodecs() {
    byte[] record = decoderConfiguration;
    int profile = record[1] & 0xff;
    int compatibility = 0;
    for (int i = 2; i < 6; i++) {
      compatibility = compatibility << 8 | (record[i] & 0xff);
    }
    StringBuilder out = new StringBuilder("hvc1.");
    if (profile >> 6 != 0) {
      out.append((char) ('A' + (profile >> 6) - 1));
    }
    out.append(profile & 0x1f);
    // The flags stand there in the opposite order.
    out.append('.')
        .append(Integer.toHexString(Integer.reverse(compatibility)).toUpperCase(Locale.ROOT));
    out.append('.').append((profile & 0x20) == 0 ? 'L' : 'H').append(record[12] & 0xff);
    int constraints = 12;
    while (constraints > 6 && record[constraints - 1] == 0) {
      constraints--;
    }
    for (int i = 6; i < constraints; i++) {
      out.append('.').append(Integer.toHexString(record[i] & 0xff).toUpperCase(Locale.ROOT));
    }
    return out.toString();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof VideoFormat that
        && codec == that.codec
        && width == that.width
        && height == that.height
        && Arrays.equals(decoderConfiguration, that.decoderConfiguration);
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public String toString() {
    return codec + " " + width + "×" + height;
  }
}
