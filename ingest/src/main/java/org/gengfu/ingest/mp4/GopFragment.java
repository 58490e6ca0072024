package org.gengfu.ingest.mp4;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import org.gengfu.core.media.AccessUnit;
import org.jspecify.annotations.Nullable;

/**
 * A group of pictures, and the sound that came with it, as one fragment of a recording: {@code
 * prft}, {@code moof} and {@code mdat} (ISO/IEC 14496-12 §8.16.5, §8.8). Only what comes before the
 * pictures' bytes is made here; those stay where they were received, and the sound's come behind.
 *
 * @param head everything before the bytes of the first picture; direct memory
 * @param bytes length of head, pictures and sound together
 * @param duration of the whole, 90,000 units a second
 */
public record GopFragment(ByteBuffer head, int bytes, long duration) {
  /** Greatest number of pictures in a fragment: with head and sound a write takes 1,024 buffers. */
  public static final int MOST_PICTURES = 1_000;

  static final int PRFT_BYTES = 32;
  static final int MFHD_BYTES = 16;
  static final int TFHD_BYTES = 16;
  static final int TFDT_BYTES = 20;
  static final int TRUN_HEAD_BYTES = 20;
  private static final int SOUND_BYTES = 8;

  /** Bits 3 and 4: the time is that of the capture, see the 2020 edition. */
  private static final int CAPTURE_TIME = 24;

  private static final int DEFAULT_BASE_IS_MOOF = 0x020000;
  private static final int OFFSET_DURATION_SIZE_FLAGS = 0x000701;
  private static final int OFFSET_DURATION_SIZE = 0x000301;
  private static final int COMPOSITION_OFFSETS = 0x000800;
  private static final int DEPENDS_ON_NOTHING = 0x02000000;
  private static final int DEPENDS_ON_OTHERS = 0x01010000;

  /** Between the epochs of NTP (1900) and of {@link Instant} (1970), in seconds. */
  static final long NTP_SECONDS = 2_208_988_800L;

  /**
   * Makes the head of a fragment.
   *
   * @param units in decoding order, 1 to {@value #MOST_PICTURES}
   * @param sequence counts the fragments of the file, from 1
   * @param decodeTime of the first picture in the file, 90,000 units a second
   * @param endPts presentation time at which the last picture ends, on the units' clock
   * @param sound null for none
   */
  public static GopFragment of(
      List<AccessUnit> units,
      int sequence,
      long decodeTime,
      long endPts,
      @Nullable SoundRun sound) {
    int count = units.size();
    if (count < 1 || count > MOST_PICTURES) {
      throw new IllegalArgumentException(count + " pictures in a fragment");
    }
    boolean reordered = reordered(units);
    long firstPts = units.get(0).pts();
    long duration = Math.max(Math.max(endPts, units.get(count - 1).pts() + 1) - firstPts, count);
    int trunBytes = TRUN_HEAD_BYTES + count * (reordered ? 16 : 12);
    int trafBytes = 8 + TFHD_BYTES + TFDT_BYTES + trunBytes;
    int soundTraf = sound == null ? 0 : soundTrafBytes(sound);
    int moofBytes = 8 + MFHD_BYTES + trafBytes + soundTraf;
    int payload = 0;
    for (AccessUnit unit : units) {
      payload = Math.addExact(payload, unit.size());
    }
    ByteBuffer out = ByteBuffer.allocateDirect(PRFT_BYTES + moofBytes + 8);
    producerTime(out, units.get(0).wallClock(), decodeTime);
    box(out, moofBytes, "moof");
    box(out, MFHD_BYTES, "mfhd").putInt(0).putInt(sequence);
    box(out, trafBytes, "traf");
    box(out, TFHD_BYTES, "tfhd").putInt(DEFAULT_BASE_IS_MOOF).putInt(InitSegment.TRACK);
    box(out, TFDT_BYTES, "tfdt").putInt(1 << 24).putLong(decodeTime);
    box(out, trunBytes, "trun");
    // Version 1: composition offsets have a sign.
    out.putInt(1 << 24 | OFFSET_DURATION_SIZE_FLAGS | (reordered ? COMPOSITION_OFFSETS : 0));
    out.putInt(count).putInt(moofBytes + 8);
    for (int i = 0; i < count; i++) {
      long at = decodingTime(units, i, duration, reordered);
      out.putInt((int) (decodingTime(units, i + 1, duration, reordered) - at));
      out.putInt(units.get(i).size());
      out.putInt(units.get(i).keyframe() ? DEPENDS_ON_NOTHING : DEPENDS_ON_OTHERS);
      if (reordered) {
        out.putInt((int) (units.get(i).pts() - firstPts - at));
      }
    }
    int soundBytes = 0;
    if (sound != null) {
      soundBytes = sound.bytes().remaining();
      sound(out, sound, moofBytes + 8 + payload);
    }
    box(out, Math.addExact(8 + payload, soundBytes), "mdat");
    return new GopFragment(out.flip(), out.limit() + payload + soundBytes, duration);
  }

  private static int soundTrafBytes(SoundRun sound) {
    return 8 + TFHD_BYTES + TFDT_BYTES + TRUN_HEAD_BYTES + SOUND_BYTES * sound.count();
  }

  private static void sound(ByteBuffer out, SoundRun sound, int offset) {
    box(out, soundTrafBytes(sound), "traf");
    box(out, TFHD_BYTES, "tfhd").putInt(DEFAULT_BASE_IS_MOOF).putInt(SoundTrack.TRACK);
    box(out, TFDT_BYTES, "tfdt").putInt(1 << 24).putLong(sound.decodeTime());
    box(out, TRUN_HEAD_BYTES + SOUND_BYTES * sound.count(), "trun").putInt(OFFSET_DURATION_SIZE);
    out.putInt(sound.count()).putInt(offset);
    for (int i = 0; i < sound.count(); i++) {
      out.putInt(sound.durations()[i]).putInt(sound.sizes()[i]);
    }
  }

  /** Pictures that refer to later ones come out of the order of presentation. */
  private static boolean reordered(List<AccessUnit> units) {
    for (int i = 1; i < units.size(); i++) {
      if (units.get(i).pts() <= units.get(i - 1).pts()) {
        return true;
      }
    }
    return false;
  }

  /**
   * When the picture is to be decoded, from the fragment's beginning. Where pictures are reordered
   * only their presentation times are known: decoding is then spread evenly, and the composition
   * offsets say the rest.
   */
  private static long decodingTime(
      List<AccessUnit> units, int index, long duration, boolean reordered) {
    if (index == units.size()) {
      return duration;
    }
    return reordered
        ? duration * index / units.size()
        : units.get(index).pts() - units.get(0).pts();
  }

  private static void producerTime(ByteBuffer out, Instant wallClock, long mediaTime) {
    box(out, PRFT_BYTES, "prft").putInt(1 << 24 | CAPTURE_TIME).putInt(InitSegment.TRACK);
    out.putInt((int) (wallClock.getEpochSecond() + NTP_SECONDS));
    out.putInt((int) (((long) wallClock.getNano() << 32) / 1_000_000_000));
    out.putLong(mediaTime);
  }

  private static ByteBuffer box(ByteBuffer out, int size, String type) {
    out.putInt(size);
    for (int i = 0; i < 4; i++) {
      out.put((byte) type.charAt(i));
    }
    return out;
  }
}
