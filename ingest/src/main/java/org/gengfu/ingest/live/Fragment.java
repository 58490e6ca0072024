package org.gengfu.ingest.live;

import java.nio.ByteBuffer;
import org.gengfu.core.media.AccessUnit;
import org.gengfu.ingest.mp4.InitSegment;
import org.gengfu.ingest.mp4.SoundTrack;

/**
 * One access unit, or one unit of sound, as {@code moof} and {@code mdat} (ISO/IEC 14496-12 §8.8).
 */
final class Fragment {
  private static final int MFHD_BYTES = 16;
  private static final int TFHD_BYTES = 16;
  private static final int TFDT_BYTES = 20;
  private static final int TRUN_BYTES = 32;
  private static final int TRAF_BYTES = 8 + TFHD_BYTES + TFDT_BYTES + TRUN_BYTES;
  private static final int MOOF_BYTES = 8 + MFHD_BYTES + TRAF_BYTES;

  /** Before the picture's bytes. */
  static final int HEADER_BYTES = MOOF_BYTES + 8;

  private static final int DEFAULT_BASE_IS_MOOF = 0x020000;
  private static final int OFFSET_DURATION_SIZE_FLAGS = 0x000701;
  private static final int DEPENDS_ON_NOTHING = 0x02000000;
  private static final int DEPENDS_ON_OTHERS = 0x01010000;

  private Fragment() {}

  /**
   * @param sequence counts the fragments, from 1
   * @param decodeTime of the picture, in the track's timescale
   * @param duration until the next picture, in the same
   */
  static byte[] of(AccessUnit unit, int sequence, long decodeTime, int duration) {
    int flags = unit.keyframe() ? DEPENDS_ON_NOTHING : DEPENDS_ON_OTHERS;
    return of(InitSegment.TRACK, unit.bytes(), flags, sequence, decodeTime, duration);
  }

  /** The same of sound. */
  static byte[] ofSound(ByteBuffer bytes, int sequence, long decodeTime, int duration) {
    return of(SoundTrack.TRACK, bytes, DEPENDS_ON_NOTHING, sequence, decodeTime, duration);
  }

  private static byte[] of(
      int track, ByteBuffer bytes, int flags, int sequence, long decodeTime, int duration) {
    int size = bytes.remaining();
    ByteBuffer out = ByteBuffer.allocate(HEADER_BYTES + size);
    box(out, MOOF_BYTES, "moof");
    box(out, MFHD_BYTES, "mfhd").putInt(0).putInt(sequence);
    box(out, TRAF_BYTES, "traf");
    box(out, TFHD_BYTES, "tfhd").putInt(DEFAULT_BASE_IS_MOOF).putInt(track);
    box(out, TFDT_BYTES, "tfdt").putInt(1 << 24).putLong(decodeTime);
    box(out, TRUN_BYTES, "trun").putInt(OFFSET_DURATION_SIZE_FLAGS).putInt(1).putInt(HEADER_BYTES);
    out.putInt(duration).putInt(size);
    out.putInt(flags);
    box(out, 8 + size, "mdat").put(bytes);
    return out.array();
  }

  private static ByteBuffer box(ByteBuffer out, int size, String type) {
    out.putInt(size);
    for (int i = 0; i < 4; i++) {
      out.put((byte) type.charAt(i));
    }
    return out;
  }
}
