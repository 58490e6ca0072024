package org.gengfu.analytics.decode;

import java.util.Objects;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.gengfu.core.media.AccessUnit;
import org.gengfu.core.media.VideoFormat;
import org.jspecify.annotations.Nullable;

/**
 * Decodes every picture of one camera's stream, in one thread of its caller's. It begins at a
 * keyframe, and takes up another format at the keyframe that brings it. One thread at a time.
 */
public final class StreamDecoder implements AutoCloseable {
  private final @Nullable KeyframeDecoders pool;
  private @Nullable VideoFormat format;
  private @Nullable PacketDecoder decoder;

  /** With decoders of its own. */
  public StreamDecoder() {
    this(null);
  }

  /**
   * @param pool where decoders come from, and go back to where a stream is interrupted: it goes on
   *     at a keyframe, for which any decoder will do; null for decoders of its own
   */
  public StreamDecoder(@Nullable KeyframeDecoders pool) {
    this.pool = pool;
  }

  /** Sees the pictures. */
  public interface PictureConsumer {
    /**
     * @param picture the picture, gone when this returns
     * @param time as it was given with the access unit
     */
    void accept(Picture picture, long time);
  }

  /**
   * Decodes the next access unit, reading it where it lies.
   *
   * @param unit held by the caller during the call
   * @param time its presentation time in any unit; comes out with its picture
   * @param referencesOnly leaves out pictures that no other one refers to
   * @param consumer sees what comes out, in order of presentation: mostly this unit's picture
   * @throws DecodeException where the unit can't be decoded; it goes on at a keyframe
   */
  public void decode(AccessUnit unit, long time, boolean referencesOnly, PictureConsumer consumer)
      throws DecodeException {
    PacketDecoder current = decoderFor(unit);
    current.referencesOnly(referencesOnly);
    AVPacket packet = Libav.allocated(avcodec.av_packet_alloc());
    try {
      SharedMemory.lend(unit, packet);
      packet.pts(time);
      packet.flags(unit.keyframe() ? avcodec.AV_PKT_FLAG_KEY : 0);
      current.send(packet);
      for (Picture next = current.receive(); next != null; next = current.receive()) {
        try (Picture picture = next) {
          long pts = picture.frame().pts();
          consumer.accept(picture, pts == avutil.AV_NOPTS_VALUE ? time : pts);
        }
      }
    } catch (DecodeException broken) {
      leave(false);
      throw broken;
    } finally {
      avcodec.av_packet_free(packet);
    }
  }

  /** What comes next does not follow on what came: the next unit must be a keyframe. */
  public void restart() {
    if (pool != null) {
      leave(true);
    } else if (decoder != null) {
      decoder.restart();
    }
  }

  /** Lets go of the decoder; the next keyframe takes another one. */
  @Override
  public void close() {
    leave(true);
  }

  private void leave(boolean sound) {
    PacketDecoder present = decoder;
    VideoFormat decoded = format;
    decoder = null;
    format = null;
    if (present == null) {
      return;
    }
    if (pool == null || decoded == null) {
      present.close();
    } else {
      present.referencesOnly(false);
      present.restart();
      pool.giveBack(decoded, present, sound);
    }
  }

  private PacketDecoder decoderFor(AccessUnit unit) throws DecodeException {
    PacketDecoder present = decoder;
    if (present != null && Objects.equals(unit.format(), format)) {
      return present;
    }
    if (!unit.keyframe()) {
      throw new DecodeException("nothing to begin with: not a keyframe");
    }
    close();
    PacketDecoder opened =
        pool == null ? PacketDecoder.open(unit.format()) : pool.take(unit.format());
    decoder = opened;
    format = unit.format();
    return opened;
  }
}
