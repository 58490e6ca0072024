package org.gengfu.ingest.playback;

import java.util.Arrays;
import org.gengfu.core.media.AudioCodec;
import org.gengfu.core.media.AudioFormat;
import org.gengfu.ingest.rtsp.audio.AudioSpecificConfig;
import org.jspecify.annotations.Nullable;

/**
 * How sound of one format is put in a track without gaps.
 *
 * @param unitSamples samples in each unit of AAC; 0 for G.711, whose units have any length
 * @param grain samples in the shortest silence
 * @param silence its bytes
 */
record SoundCoding(AudioFormat format, int unitSamples, int grain, byte[] silence) {
  /** Highest rate of G.711 that is played: of a day its samples can still be counted. */
  static final int MAX_G711_RATE = 16_000;

  /** Most channels. */
  static final int MAX_CHANNELS = 8;

  private static final byte A_LAW_ZERO = (byte) 0xd5;
  private static final byte MU_LAW_ZERO = (byte) 0xff;

  /**
   * The coding of a format; null where gaps in it can't be filled, and it is therefore not played
   * back: AAC other than Main, LC, LTP and HE.
   */
  static @Nullable SoundCoding of(AudioFormat format) {
    if (format.channels() > MAX_CHANNELS) {
      return null;
    }
    return switch (format.codec()) {
      case AAC -> aac(format);
      case PCMA -> g711(format, A_LAW_ZERO);
      case PCMU -> g711(format, MU_LAW_ZERO);
    };
  }

  private static @Nullable SoundCoding aac(AudioFormat format) {
    AudioSpecificConfig config = AudioSpecificConfig.parse(format.configuration());
    byte[] silence = AacSilence.of(config);
    return silence == null
        ? null
        : new SoundCoding(format, config.unitSamples(), config.unitSamples(), silence);
  }

  private static @Nullable SoundCoding g711(AudioFormat format, byte zero) {
    if (format.sampleRate() > MAX_G711_RATE) {
      return null;
    }
    byte[] silence = new byte[format.channels()];
    Arrays.fill(silence, zero);
    return new SoundCoding(format, 0, 1, silence);
  }

  /** Whether browsers play it by Media Source Extensions. */
  boolean streams() {
    return format.codec() == AudioCodec.AAC;
  }

  /** Samples in a unit of so many bytes; 0 where there is no such unit. */
  int samples(int bytes) {
    if (unitSamples > 0) {
      return bytes > 0 && bytes <= SoundTable.MAX_UNIT_BYTES ? unitSamples : 0;
    }
    return bytes % format.channels() == 0 ? bytes / format.channels() : 0;
  }
}
