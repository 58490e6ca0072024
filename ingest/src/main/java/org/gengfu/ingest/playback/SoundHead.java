package org.gengfu.ingest.playback;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import org.gengfu.core.media.AudioCodec;
import org.gengfu.core.media.AudioFormat;
import org.gengfu.ingest.rtsp.audio.AudioSpecificConfig;
import org.jspecify.annotations.Nullable;

/**
 * What a segment file's {@code moov} says about its sound.
 *
 * @param track id of its track
 */
record SoundHead(int track, AudioFormat format) {
  // In an AudioSampleEntry (ISO/IEC 14496-12 §12.2.3).
  private static final int CHANNELS_AT = 16;
  private static final int RATE_AT = 24;
  private static final int BOXES_AT = 28;

  // Descriptors of ISO/IEC 14496-1 §7.2.6.
  private static final int ES_DESCRIPTOR = 3;
  private static final int DECODER_CONFIG = 4;
  private static final int DECODER_SPECIFIC = 5;
  private static final int DECODER_CONFIG_BYTES = 13;
  private static final int ES_DEPENDS = 0x80;
  private static final int ES_ADDRESS = 0x40;
  private static final int ES_CLOCK = 0x20;

  /** Reads a sample description; null where it is of no sound that is recorded, or damaged. */
  static @Nullable AudioFormat format(String type, ByteBuffer entry) {
    try {
      return switch (type) {
        case "mp4a" -> aac(entry);
        case "alaw" -> g711(AudioCodec.PCMA, entry);
        case "ulaw" -> g711(AudioCodec.PCMU, entry);
        default -> null;
      };
    } catch (DamagedSegmentException
        | IllegalArgumentException
        | IndexOutOfBoundsException
        | BufferUnderflowException e) {
      return null; // the pictures are worth having without it
    }
  }

  private static AudioFormat g711(AudioCodec codec, ByteBuffer entry) {
    int channels = entry.getShort(CHANNELS_AT) & 0xffff;
    return new AudioFormat(codec, entry.getInt(RATE_AT) >>> 16, channels, new byte[0]);
  }

  private static @Nullable AudioFormat aac(ByteBuffer entry) throws DamagedSegmentException {
    byte[][] found = new byte[1][];
    BoxReader.each(
        entry.slice(BOXES_AT, entry.limit() - BOXES_AT),
        (type, content) -> {
          if (type.equals("esds")) {
            found[0] = configuration(content.slice(4, content.limit() - 4));
          }
        });
    if (found[0] == null) {
      return null;
    }
    AudioSpecificConfig config = AudioSpecificConfig.parse(found[0]);
    return new AudioFormat(AudioCodec.AAC, config.sampleRate(), config.channels(), found[0]);
  }

  private static byte[] configuration(ByteBuffer esds) throws DamagedSegmentException {
    ByteBuffer stream = descriptor(esds, ES_DESCRIPTOR);
    stream.getShort();
    int flags = stream.get();
    skip(stream, (flags & ES_DEPENDS) != 0 ? 2 : 0);
    if ((flags & ES_ADDRESS) != 0) {
      skip(stream, stream.get() & 0xff);
    }
    skip(stream, (flags & ES_CLOCK) != 0 ? 2 : 0);
    ByteBuffer decoder = descriptor(stream, DECODER_CONFIG);
    skip(decoder, DECODER_CONFIG_BYTES);
    ByteBuffer specific = descriptor(decoder, DECODER_SPECIFIC);
    byte[] bytes = new byte[specific.remaining()];
    specific.get(bytes);
    return bytes;
  }

  private static void skip(ByteBuffer in, int bytes) {
    in.position(in.position() + bytes);
  }

  /** The content of the next descriptor; its length is up to four groups of seven bits. */
  private static ByteBuffer descriptor(ByteBuffer in, int tag) throws DamagedSegmentException {
    if ((in.get() & 0xff) != tag) {
      throw new DamagedSegmentException("another descriptor than " + tag);
    }
    int length = 0;
    for (int i = 0; i < 4; i++) {
      int octet = in.get();
      length = length << 7 | (octet & 0x7f);
      if (octet >= 0) {
        break;
      }
    }
    ByteBuffer content = in.slice(in.position(), length);
    skip(in, length);
    return content;
  }
}
