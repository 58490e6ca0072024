package org.gengfu.ingest.av;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.javacpp.BytePointer;
import org.gengfu.core.media.AudioCodec;
import org.gengfu.core.media.AudioFormat;
import org.gengfu.core.media.AudioUnit;
import org.gengfu.ingest.rtsp.audio.AudioSpecificConfig;
import org.jspecify.annotations.Nullable;

/**
 * From a sound stream's packets to units as they are: AAC, raw or in ADTS (ISO/IEC 13818-7 §6.2),
 * and G.711. Other codecs, and what is past a bound, are left out: sound is a bonus.
 */
final class SoundPath {
  /** Greatest packet that is taken, in bytes. */
  static final int MAX_BYTES = 8_191;

  private static final int MAX_CHANNELS = 8;
  private static final int ADTS_HEADER = 7;
  private static final int ADTS_HEADER_WITH_CRC = 9;
  private static final int ADTS_ONE_BLOCK = 3;

  private final AudioCodec codec;
  private @Nullable AudioFormat format;
  private int unitSamples;

  private SoundPath(AudioCodec codec) {
    this.codec = codec;
  }

  /** The path of a stream; null where its codec is none that is passed on. */
  static @Nullable SoundPath of(AVCodecParameters parameters) {
    return switch (parameters.codec_id()) {
      case avcodec.AV_CODEC_ID_AAC -> aac(parameters);
      case avcodec.AV_CODEC_ID_PCM_ALAW -> g711(AudioCodec.PCMA, parameters);
      case avcodec.AV_CODEC_ID_PCM_MULAW -> g711(AudioCodec.PCMU, parameters);
      default -> null;
    };
  }

  private static SoundPath aac(AVCodecParameters parameters) {
    SoundPath path = new SoundPath(AudioCodec.AAC);
    BytePointer extradata = parameters.extradata();
    int size = parameters.extradata_size();
    if (extradata != null
        && !extradata.isNull()
        && size > 0
        && size <= AudioSpecificConfig.MAX_BYTES) {
      byte[] configuration = new byte[size];
      extradata.capacity(size).get(configuration);
      path.configure(configuration);
    }
    return path;
  }

  private static @Nullable SoundPath g711(AudioCodec codec, AVCodecParameters parameters) {
    int channels = parameters.ch_layout().nb_channels();
    int rate = parameters.sample_rate();
    if (channels < 1 || channels > MAX_CHANNELS || rate < 1) {
      return null;
    }
    SoundPath path = new SoundPath(codec);
    path.format = new AudioFormat(codec, rate, channels, new byte[0]);
    return path;
  }

  /** Takes up a configuration; one that can't be used leaves the sound out. */
  private void configure(byte[] configuration) {
    AudioFormat before = format;
    if (before != null && Arrays.equals(before.configuration(), configuration)) {
      return;
    }
    try {
      AudioSpecificConfig config = AudioSpecificConfig.parse(configuration);
      format = new AudioFormat(codec, config.sampleRate(), config.channels(), configuration);
      unitSamples = config.unitSamples();
    } catch (IllegalArgumentException e) {
      format = null;
    }
  }

  /**
   * The packet as a unit.
   *
   * @param pts its presentation time, 90,000 units a second
   * @return null where it is left out
   */
  @Nullable AudioUnit unit(AVPacket packet, long pts) {
    int size = packet.size();
    if (size < 1 || size > MAX_BYTES || (packet.flags() & avcodec.AV_PKT_FLAG_CORRUPT) != 0) {
      return null;
    }
    byte[] bytes = new byte[size];
    packet.data().capacity(size).get(bytes);
    return unit(bytes, pts);
  }

  private @Nullable AudioUnit unit(byte[] packet, long pts) {
    byte[] bytes = codec == AudioCodec.AAC ? withoutAdts(packet) : packet;
    AudioFormat its = format;
    if (its == null || bytes.length == 0) {
      return null;
    }
    if (codec == AudioCodec.AAC) {
      return new AudioUnit(its, pts, unitSamples, bytes);
    }
    return bytes.length % its.channels() != 0
        ? null
        : new AudioUnit(its, pts, bytes.length / its.channels(), bytes);
  }

  /**
   * What stands behind an ADTS header, which is taken up as the configuration; the packet itself
   * where it has none; nothing where it holds several units.
   */
  private byte[] withoutAdts(byte[] packet) {
    if (packet.length < ADTS_HEADER || (ByteBuffer.wrap(packet).getShort() & 0xfff6) != 0xfff0) {
      return packet;
    }
    int header = (packet[1] & 1) == 1 ? ADTS_HEADER : ADTS_HEADER_WITH_CRC;
    int length = ((packet[3] & 3) << 11) | ((packet[4] & 0xff) << 3) | ((packet[5] & 0xe0) >> 5);
    if (length != packet.length || length <= header || (packet[6] & ADTS_ONE_BLOCK) != 0) {
      return new byte[0];
    }
    int type = 1 + ((packet[2] & 0xc0) >> 6);
    int rate = (packet[2] & 0x3c) >> 2;
    int channels = ((packet[2] & 1) << 2) | ((packet[3] & 0xc0) >> 6);
    configure(
        new byte[] {
          (byte) ((type << 3) | (rate >> 1)), (byte) (((rate & 1) << 7) | (channels << 3))
        });
    return Arrays.copyOfRange(packet, header, length);
  }
}
