package org.gengfu.analytics.decode;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.global.avcodec;
import org.gengfu.core.geometry.Polygon;
import org.gengfu.core.media.AccessUnit;
import org.gengfu.core.media.VideoFormat;
import org.jspecify.annotations.Nullable;

/**
 * Decodes keyframes of any number of cameras. Cameras of one format take turns on one decoder: 80
 * decoders of 1080p hold 1.1 GB, one holds 14 MB. A second decoder of a format exists only while
 * two threads want one at the same time. Thread-safe.
 */
public final class KeyframeDecoders implements AutoCloseable {
  private final int maxIdle;
  private final Deque<Idle> idle = new ArrayDeque<>();
  private boolean closed;

  private record Idle(VideoFormat format, PacketDecoder decoder) {}

  /**
   * @param maxIdle decoders kept for the next keyframe; the least recently used goes first
   */
  public KeyframeDecoders(int maxIdle) {
    this.maxIdle = maxIdle;
    Libav.load();
  }

  /**
   * Decodes a keyframe, reading it where it lies.
   *
   * @param unit a keyframe, held by the caller during the call
   * @param masks parts that nobody may see: black before anybody gets the picture
   * @param use sees the picture, which is gone when it returns
   * @return what {@code use} returned
   * @throws DecodeException when the unit holds no picture
   */
  public <T> T decode(AccessUnit unit, List<Polygon> masks, Function<Picture, T> use)
      throws DecodeException {
    PacketDecoder decoder = take(unit.format());
    boolean sound = false;
    try {
      T result;
      try (Picture picture = decode(unit, decoder)) {
        picture.mask(masks);
        result = use.apply(picture);
      }
      sound = true;
      return result;
    } finally {
      giveBack(unit.format(), decoder, sound);
    }
  }

  /** Decoders that wait for their next keyframe. */
  synchronized int idleCount() {
    return idle.size();
  }

  @Override
  public synchronized void close() {
    closed = true;
    idle.forEach(item -> item.decoder().close());
    idle.clear();
  }

  private static Picture decode(AccessUnit unit, PacketDecoder decoder) throws DecodeException {
    AVPacket packet = Libav.allocated(avcodec.av_packet_alloc());
    try {
      SharedMemory.lend(unit, packet);
      packet.flags(avcodec.AV_PKT_FLAG_KEY);
      return decoder.decodeAlone(packet);
    } finally {
      avcodec.av_packet_free(packet);
    }
  }

  /**
   * A decoder that has seen nothing of any stream, for the caller alone until it gives it back.
   *
   * @throws DecodeException when none can be opened
   */
  PacketDecoder take(VideoFormat format) throws DecodeException {
    PacketDecoder waiting = takeIdle(format);
    return waiting != null ? waiting : PacketDecoder.open(format);
  }

  private synchronized @Nullable PacketDecoder takeIdle(VideoFormat format) {
    for (Iterator<Idle> all = idle.iterator(); all.hasNext(); ) {
      Idle item = all.next();
      if (item.format().equals(format)) {
        all.remove();
        return item.decoder();
      }
    }
    return null;
  }

  /**
   * Takes a decoder back.
   *
   * @param sound false after a failure: it is not trusted with the next camera's picture
   */
  void giveBack(VideoFormat format, PacketDecoder decoder, boolean sound) {
    PacketDecoder surplus = decoder;
    if (sound) {
      decoder.release();
      surplus = keep(new Idle(format, decoder));
    }
    if (surplus != null) {
      surplus.close();
    }
  }

  private synchronized @Nullable PacketDecoder keep(Idle item) {
    if (closed) {
      return item.decoder();
    }
    idle.addFirst(item);
    return idle.size() > maxIdle ? idle.removeLast().decoder() : null;
  }
}
