package org.gengfu.ingest.playback;

import java.io.ByteArrayOutputStream;
import org.gengfu.ingest.rtsp.audio.AudioSpecificConfig;
import org.jspecify.annotations.Nullable;

/**
 * Access units of AAC in which nothing is heard: a {@code raw_data_block} whose channels have no
 * scale factor bands (ISO/IEC 14496-3 §4.4.2.1), some seven bytes long.
 */
final class AacSilence {
  private static final int MAIN = 1;
  private static final int LOW_COMPLEXITY = 2;
  private static final int LONG_TERM_PREDICTION = 4;

  // Elements of a raw data block, §4.5.2.1.1.
  private static final int SINGLE_CHANNEL = 0;
  private static final int CHANNEL_PAIR = 1;
  private static final int LOW_FREQUENCY = 3;
  private static final int END = 7;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private int octet;
  private int filled;

  private AacSilence() {}

  /** One access unit; null where the coding has another syntax, as the low-delay ones. */
  static byte @Nullable [] of(AudioSpecificConfig config) {
    return switch (config.objectType()) {
      case MAIN,
          LOW_COMPLEXITY,
          LONG_TERM_PREDICTION,
          AudioSpecificConfig.SBR,
          AudioSpecificConfig.PARAMETRIC_STEREO ->
          new AacSilence().block(config.channelConfiguration());
      default -> null;
    };
  }

  /** Which elements a channel configuration has, §1.6.3.5. */
  private byte[] block(int configuration) {
    if (configuration != 2) {
      single(SINGLE_CHANNEL, 0);
    }
    int pairs = configuration == 1 ? 0 : configuration < 5 ? 1 : configuration < 7 ? 2 : 3;
    for (int n = 0; n < pairs; n++) {
      pair(n);
    }
    if (configuration == 4) {
      single(SINGLE_CHANNEL, 1);
    } else if (configuration > 5) {
      single(LOW_FREQUENCY, 0);
    }
    bits(3, END);
    if (filled > 0) {
      bits(8 - filled, 0);
    }
    return out.toByteArray();
  }

  private void single(int element, int tag) {
    bits(3, element);
    bits(4, tag);
    gain();
    window();
    tools();
  }

  private void pair(int tag) {
    bits(3, CHANNEL_PAIR);
    bits(4, tag);
    bits(1, 1); // one window for both
    window();
    bits(2, 0); // no middle and side
    for (int channel = 0; channel < 2; channel++) {
      gain();
      tools();
    }
  }

  private void gain() {
    bits(8, 0);
  }

  /** {@code ics_info}: a long window with a sine's shape, no bands, no prediction. */
  private void window() {
    bits(11, 0);
  }

  /** No pulses, no noise shaping, no gain control. */
  private void tools() {
    bits(3, 0);
  }

  private void bits(int count, int value) {
    for (int bit = count - 1; bit >= 0; bit--) {
      octet = octet << 1 | (value >> bit & 1);
      filled++;
      if (filled == 8) {
        out.write(octet);
        octet = 0;
        filled = 0;
      }
    }
  }
}
