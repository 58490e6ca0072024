package org.gengfu.ingest.recording;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.gengfu.ingest.mp4.GopFragment;
import org.gengfu.ingest.mp4.InitSegment;
import org.gengfu.ingest.mp4.SoundRun;
import org.gengfu.ingest.mp4.SoundTrack;

/** Reads {@code prft} and {@code moof} as {@link GopFragment} writes them. */
final class FragmentBoxes {
  /** Of as many pictures with composition offsets and units of sound as there may be, with room. */
  static final int MOST_MOOF_BYTES = 256 + 16 * GopFragment.MOST_PICTURES + 8 * SoundRun.MOST_UNITS;

  /** Between the epochs of NTP (1900) and of {@link Instant} (1970), in seconds. */
  private static final long NTP_SECONDS = 2_208_988_800L;

  private static final int COMPOSITION_OFFSETS = 0x000800;
  private static final int NOT_A_SYNC_SAMPLE = 0x00010000;
  private static final int NAL_LENGTH_BYTES = 4;

  /** Half of the smallest block of a disk: any block of zeros holds one such step. */
  private static final int HOLE_STEP = 256;

  private Instant wallClock = Instant.EPOCH;
  private long decodeTime;
  private long duration;
  private long payload;
  private long soundBytes;
  private boolean keyframe;
  private int[] sizes = {};

  /** The box is not as we write it. */
  static final class MalformedException extends Exception {
    private static final long serialVersionUID = 1;

    MalformedException(String message) {
      super(message);
    }
  }

  void producerTime(ByteBuffer prft) throws MalformedException {
    try {
      prft.getInt();
      prft.getInt();
      long seconds = Integer.toUnsignedLong(prft.getInt()) - NTP_SECONDS;
      long fraction = Integer.toUnsignedLong(prft.getInt());
      // The nearest nanosecond undoes the cut to 2⁻³² s; the index has milliseconds, cut too.
      long nanos = (fraction * 1_000_000_000 + (1L << 31)) >>> 32;
      wallClock = Instant.ofEpochSecond(seconds).plusMillis(nanos / 1_000_000);
    } catch (BufferUnderflowException e) {
      throw new MalformedException("a prft box is too short");
    }
  }

  void movieFragment(ByteBuffer moof) throws MalformedException {
    try {
      ByteBuffer sequence = inner(moof, "mfhd");
      ByteBuffer traf = inner(moof, "traf");
      track(traf, InitSegment.TRACK);
      ByteBuffer tfdt = inner(traf, "tfdt");
      tfdt.getInt();
      decodeTime = tfdt.getLong();
      run(inner(traf, "trun"));
      if (moof.hasRemaining()) {
        sound(inner(moof, "traf"));
      }
      if (sequence.remaining() != 8 || moof.hasRemaining()) {
        throw new MalformedException("a moof box with something else in it");
      }
    } catch (BufferUnderflowException e) {
      throw new MalformedException("a moof box is too short");
    }
  }

  private static void track(ByteBuffer traf, int wanted) throws MalformedException {
    ByteBuffer tfhd = inner(traf, "tfhd");
    tfhd.getInt();
    if (tfhd.getInt() != wanted) {
      throw new MalformedException("a fragment of another track");
    }
  }

  /** The sound's part; what it holds is not looked at, as any bytes may be sound. */
  private void sound(ByteBuffer traf) throws MalformedException {
    track(traf, SoundTrack.TRACK);
    inner(traf, "tfdt");
    ByteBuffer trun = inner(traf, "trun");
    trun.getInt();
    int count = trun.getInt();
    trun.getInt();
    if (count < 1 || count > SoundRun.MOST_UNITS) {
      throw new MalformedException("a fragment of " + count + " units of sound");
    }
    for (int i = 0; i < count; i++) {
      trun.getInt();
      int size = trun.getInt();
      if (size < 0) {
        throw new MalformedException("sound of " + size + " bytes");
      }
      soundBytes += size;
    }
    payload += soundBytes;
  }

  private void run(ByteBuffer trun) throws MalformedException {
    boolean offsets = (trun.getInt() & COMPOSITION_OFFSETS) != 0;
    int count = trun.getInt();
    trun.getInt();
    if (count < 1 || count > GopFragment.MOST_PICTURES) {
      throw new MalformedException("a fragment of " + count + " pictures");
    }
    sizes = new int[count];
    for (int i = 0; i < count; i++) {
      duration += Integer.toUnsignedLong(trun.getInt());
      sizes[i] = trun.getInt();
      int flags = trun.getInt();
      if (offsets) {
        trun.getInt();
      }
      if (sizes[i] < 0) {
        throw new MalformedException("a picture of " + sizes[i] + " bytes");
      }
      payload += sizes[i];
      if (i == 0) {
        keyframe = (flags & NOT_A_SYNC_SAMPLE) == 0;
      }
    }
  }

  private static ByteBuffer inner(ByteBuffer parent, String type) throws MalformedException {
    int size = parent.getInt();
    for (int i = 0; i < 4; i++) {
      if (parent.get() != (byte) type.charAt(i)) {
        throw new MalformedException("no " + type + " where one should be");
      }
    }
    if (size < 8 || size - 8 > parent.remaining()) {
      throw new MalformedException("a " + type + " box of " + size + " bytes");
    }
    ByteBuffer content = parent.slice(parent.position(), size - 8);
    parent.position(parent.position() + size - 8);
    return content;
  }

  /** Whether the pictures' NAL units, each behind its length, fill them exactly. */
  boolean picturesWhole(ByteBuffer mdat) {
    int at = 0;
    for (int size : sizes) {
      int end = at + size;
      if (end > mdat.limit()) {
        return false;
      }
      while (at < end) {
        if (end - at <= NAL_LENGTH_BYTES) {
          return false;
        }
        int length = mdat.getInt(at);
        int next = at + NAL_LENGTH_BYTES + length;
        if (length <= 0 || next < 0 || next > end || hole(mdat, at + NAL_LENGTH_BYTES, next)) {
          return false;
        }
        at = next;
      }
    }
    return at + soundBytes == mdat.limit();
  }

  /**
   * Whether there is a block of zeros: in a NAL unit no three zero bytes follow each other (H.264
   * and H.265 §7.4.1, emulation prevention), but a block that was never written reads as zeros.
   */
  private static boolean hole(ByteBuffer mdat, int from, int to) {
    for (int start = from; start + HOLE_STEP <= to; start += HOLE_STEP) {
      int at = start;
      while (at < start + HOLE_STEP && mdat.get(at) == 0) {
        at++;
      }
      if (at == start + HOLE_STEP) {
        return true;
      }
    }
    return false;
  }

  Instant wallClock() {
    return wallClock;
  }

  long decodeTime() {
    return decodeTime;
  }

  long duration() {
    return duration;
  }

  /** Bytes of all pictures, and of the sound behind them. */
  long payload() {
    return payload;
  }

  boolean keyframe() {
    return keyframe;
  }
}
