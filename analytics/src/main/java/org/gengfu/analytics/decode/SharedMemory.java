package org.gengfu.analytics.decode;

import java.util.concurrent.atomic.AtomicLong;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVBufferRef;
import org.bytedeco.ffmpeg.avutil.Free_Pointer_BytePointer;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.gengfu.core.media.AccessUnit;

/**
 * Lends an access unit's memory to libavcodec. A packet without a buffer would be copied by {@code
 * avcodec_send_packet}; with this one it is read where it lies.
 */
final class SharedMemory {
  /** Buffers lent and not yet given back by libav. */
  private static final AtomicLong LENT = new AtomicLong();

  /** Frees nothing: the memory is the access unit's. Kept for ever, native code calls it. */
  private static final Free_Pointer_BytePointer GIVE_BACK =
      new Free_Pointer_BytePointer() {
        @Override
        public void call(Pointer opaque, BytePointer data) {
          LENT.decrementAndGet();
        }
      };

  private SharedMemory() {}

  /** Makes the packet point at the unit's bytes; the caller holds the unit until it is unref'd. */
  static void lend(AccessUnit unit, AVPacket packet) {
    BytePointer bytes = new BytePointer(unit.bytes());
    AVBufferRef buffer =
        avutil.av_buffer_create(
            bytes,
            unit.size() + (long) AccessUnit.PADDING,
            GIVE_BACK,
            null,
            avutil.AV_BUFFER_FLAG_READONLY);
    LENT.incrementAndGet();
    packet.buf(Libav.allocated(buffer));
    packet.data(bytes);
    packet.size(unit.size());
  }

  static long lent() {
    return LENT.get();
  }
}
