package org.gengfu.core.media;

import java.util.Arrays;
import java.util.Objects;

/**
 * What a decoder and a browser must know before the first audio unit.
 *
 * <p>{@code configuration} is the AudioSpecificConfig (ISO/IEC 14496-3 §1.6.2.1) for AAC, and empty
 * for G.711.
 */
public final class AudioFormat {
  private static final int OBJECT_TYPE_SHIFT = 3;
  private static final int EXTENDED_OBJECT_TYPE = 31;

  private final AudioCodec codec;
  private final int sampleRate;
  private final int channels;
  private final byte[] configuration;

  /**
   * @param sampleRate samples a second
   * @param channels 1 or more
   */
  public AudioFormat(AudioCodec codec, int sampleRate, int channels, byte[] configuration) {
    if (sampleRate <= 0 || channels <= 0) {
      throw new IllegalArgumentException(
          "sound is not " + sampleRate + " Hz in " + channels + " channels");
    }
    if (codec == AudioCodec.AAC && configuration.length < 2) {
      throw new IllegalArgumentException("AAC needs its AudioSpecificConfig");
    }
    this.codec = codec;
    this.sampleRate = sampleRate;
    this.channels = channels;
    this.configuration = configuration.clone();
  }

  public AudioCodec codec() {
    return codec;
  }

  /** Samples a second. */
  public int sampleRate() {
    return sampleRate;
  }

  public int channels() {
    return channels;
  }

  /** A copy of the configuration. */
  public byte[] configuration() {
    return configuration.clone();
  }

  /** The {@code codecs} parameter of RFC 6381, such as {@code mp4a.40.2}. */
  public String codecs() {
    return switch (codec) {
      case AAC -> "mp4a.40." + objectType();
      case PCMA -> "alaw";
      case PCMU -> "ulaw";
    };
  }

  private int objectType() {
    int type = (configuration[0] & 0xff) >> OBJECT_TYPE_SHIFT;
    return type == EXTENDED_OBJECT_TYPE
        ? 32 + ((configuration[0] & 7) << 3 | (configuration[1] & 0xff) >> 5)
        : type;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AudioFormat that
        && codec == that.codec
        && sampleRate == that.sampleRate
        && channels == that.channels
        && Arrays.equals(configuration, that.configuration);
  }

  @Override
  public int hashCode() {
    return Objects.hash(codec, sampleRate, channels, Arrays.hashCode(configuration));
  }

  @Override
  public String toString() {
    return codec + " " + sampleRate + " Hz × " + channels;
  }
}
