package org.gengfu.ingest.playback;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.gengfu.ingest.rtsp.audio.AudioSpecificConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AacSilenceTest {
  private static final int UNITS = 10;
  private static final int ADTS_HEADER = 7;

  @TempDir private Path directory;

  /** AAC-LC, 16 kHz, of a channel configuration. */
  private static byte[] configuration(int channels) {
    return new byte[] {0x14, (byte) (channels << 3)};
  }

  @ParameterizedTest
  @CsvSource({"1,1", "2,2", "3,3", "4,4", "5,5", "6,6", "7,8"})
  void isDecodedToZeros(int configuration, int channels) throws Exception {
    AudioSpecificConfig config = AudioSpecificConfig.parse(configuration(configuration));
    assertThat(config.channels()).isEqualTo(channels);
    byte[] unit = Objects.requireNonNull(AacSilence.of(config));
    ByteArrayOutputStream adts = new ByteArrayOutputStream();
    for (int n = 0; n < UNITS; n++) {
      adts.writeBytes(header(configuration, unit.length));
      adts.writeBytes(unit);
    }
    Path file = directory.resolve("silence.aac");
    Path samples = directory.resolve("silence.pcm");
    Files.write(file, adts.toByteArray());
    assertThat(
            Probe.run(
                "ffmpeg",
                "-y",
                "-v",
                "error",
                "-i",
                file.toString(),
                "-f",
                "s16le",
                samples.toString()))
        .isEmpty();
    assertThat(Files.readAllBytes(samples))
        .hasSize(UNITS * 1_024 * 2 * channels)
        .containsOnly((byte) 0);
  }

  /** An ADTS header (ISO/IEC 13818-7 §6.2) of AAC-LC at 16 kHz. */
  private static byte[] header(int configuration, int bytes) {
    int length = ADTS_HEADER + bytes;
    return new byte[] {
      (byte) 0xff,
      (byte) 0xf1,
      (byte) (1 << 6 | 8 << 2 | configuration >> 2),
      (byte) ((configuration & 3) << 6 | length >> 11),
      (byte) (length >> 3),
      (byte) ((length & 7) << 5 | 0x1f),
      (byte) 0xfc
    };
  }

  @Test
  void isTheSameForTheCodingBelowHeAac() {
    // HE-AAC of 8 kHz, of which 16 kHz are made: type 5, rate 11, one channel, rate 8, type 2.
    AudioSpecificConfig config =
        AudioSpecificConfig.parse(new byte[] {0x2d, (byte) 0x8c, 0x08, 0x00});
    assertThat(config.sampleRate()).isEqualTo(8_000);
    assertThat(config.unitSamples()).isEqualTo(1_024);
    assertThat(AacSilence.of(config))
        .isEqualTo(AacSilence.of(AudioSpecificConfig.parse(configuration(1))));
  }

  @Test
  void isNotKnownOfLowDelayCodings() {
    // Type 23, AAC-LD.
    assertThat(AacSilence.of(AudioSpecificConfig.parse(new byte[] {(byte) 0xbc, 0x08, 0x00, 0x00})))
        .isNull();
  }
}
