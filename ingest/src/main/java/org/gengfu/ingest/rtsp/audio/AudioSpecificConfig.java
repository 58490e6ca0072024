package org.gengfu.ingest.rtsp.audio;

/**
 * What is needed of an AudioSpecificConfig (ISO/IEC 14496-3 §1.6.2.1).
 *
 * @param sampleRate samples a second
 * @param channels 1 or more
 * @param unitSamples samples in an access unit
 * @param objectType kind of coding: 2 is AAC-LC, 5 and 29 are HE-AAC
 * @param channelConfiguration 1 to 7: which channels an access unit holds, and in which order
 */
public record AudioSpecificConfig(
    int sampleRate, int channels, int unitSamples, int objectType, int channelConfiguration) {
  private static final int[] RATES = {
    96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8_000,
    7_350
  };
  private static final int EXPLICIT_RATE = 15;
  private static final int EXTENDED_TYPE = 31;
  private static final int EIGHT_CHANNELS = 7;

  /** Spectral band replication, and parametric stereo upon it: the coding below follows. */
  public static final int SBR = 5;

  public static final int PARAMETRIC_STEREO = 29;

  /** Longest configuration that is taken, in bytes. */
  public static final int MAX_BYTES = 64;

  /** Highest rate that is taken. */
  static final int MAX_RATE = 96_000;

  /**
   * Reads a configuration.
   *
   * @throws IllegalArgumentException where it is cut short, or not one of AAC that can be received
   */
  public static AudioSpecificConfig parse(byte[] bytes) {
    if (bytes.length < 2 || bytes.length > MAX_BYTES) {
      throw new IllegalArgumentException("an AudioSpecificConfig of " + bytes.length + " bytes");
    }
    Bits in = new Bits(bytes);
    int type = objectType(in);
    int rate = rate(in);
    int channels = in.take(4);
    if (rate <= 0 || rate > MAX_RATE || channels < 1 || channels > EIGHT_CHANNELS) {
      throw new IllegalArgumentException("sound of " + rate + " Hz, channels " + channels);
    }
    if (type == SBR || type == PARAMETRIC_STEREO) {
      rate(in);
      objectType(in);
    }
    boolean shortFrames = in.take(1) == 1;
    return new AudioSpecificConfig(
        rate, channels == EIGHT_CHANNELS ? 8 : channels, shortFrames ? 960 : 1_024, type, channels);
  }

  private static int objectType(Bits in) {
    int type = in.take(5);
    return type == EXTENDED_TYPE ? 32 + in.take(6) : type;
  }

  private static int rate(Bits in) {
    int index = in.take(4);
    return index == EXPLICIT_RATE ? in.take(24) : index < RATES.length ? RATES[index] : 0;
  }

  /** Reads bits; zeros come behind the end. */
  private static final class Bits {
    private final byte[] bytes;
    private int at;

    Bits(byte[] bytes) {
      this.bytes = bytes;
    }

    int take(int count) {
      int value = 0;
      for (int i = 0; i < count; i++, at++) {
        int octet = at >> 3 < bytes.length ? bytes[at >> 3] : 0;
        value = value << 1 | (octet >> (7 - (at & 7)) & 1);
      }
      return value;
    }
  }
}
