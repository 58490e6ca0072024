package org.gengfu.ingest.av;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.gengfu.core.media.AccessUnit;
import org.gengfu.core.media.VideoFormat;
import org.jspecify.annotations.Nullable;

/**
 * Makes access units of the encoded pictures of libav: Annex B or any NAL length becomes four-byte
 * lengths, parameter sets become the format, delimiters and filler are left out.
 */
final class UnitWriter {
  /** Greatest picture that is taken, in bytes, as for RTSP. */
  static final int MAX_BYTES = 8 << 20;

  /** Most NAL units in a picture. */
  static final int MAX_NALS = 512;

  private final NalRules rules;
  private final int[] starts = new int[MAX_NALS];
  private final int[] ends = new int[MAX_NALS];
  private int lengthBytes;
  private int kept;

  /**
   * @param extradata of the stream: an avcC or hvcC record, or parameter sets behind start codes,
   *     or nothing
   */
  UnitWriter(NalRules rules, byte[] extradata) {
    this.rules = rules;
    extradata(extradata);
  }

  /** Takes up new extradata in the midst of the stream. */
  void extradata(byte[] extradata) {
    lengthBytes = rules.record(extradata);
    if (lengthBytes == 0) {
      find(ByteBuffer.wrap(extradata));
    }
  }

  /**
   * Makes an access unit, given with one reference.
   *
   * @return null where the picture is broken, too big, empty, or its format not known yet
   */
  @Nullable AccessUnit write(ByteBuffer picture, long pts, Instant wallClock) {
    if (picture.remaining() > MAX_BYTES || !find(picture) || kept == 0) {
      return null;
    }
    VideoFormat format = rules.format();
    if (format == null) {
      return null;
    }
    int size = 0;
    boolean keyframe = false;
    for (int i = 0; i < kept; i++) {
      size += 4 + ends[i] - starts[i];
      keyframe |= rules.keyframe(picture.get(starts[i]));
    }
    BytePointer memory =
        new BytePointer(Libav.allocated(avutil.av_malloc(size + (long) AccessUnit.PADDING)))
            .capacity(size + (long) AccessUnit.PADDING);
    ByteBuffer out = memory.asByteBuffer().order(ByteOrder.BIG_ENDIAN);
    for (int i = 0; i < kept; i++) {
      out.putInt(ends[i] - starts[i]);
      out.put(picture.slice(starts[i], ends[i] - starts[i]));
    }
    for (int i = 0; i < AccessUnit.PADDING; i++) {
      out.put((byte) 0);
    }
    out.position(0).limit(size);
    return new AccessUnit(format, pts, wallClock, keyframe, out, () -> avutil.av_free(memory));
  }

  /** Finds the NAL units to keep and hands over the parameter sets; false for a broken picture. */
  private boolean find(ByteBuffer in) {
    kept = 0;
    return lengthBytes == 0 ? findBehindStartCodes(in) : findBehindLengths(in);
  }

  private boolean findBehindLengths(ByteBuffer in) {
    int at = in.position();
    while (at < in.limit()) {
      if (at + lengthBytes > in.limit()) {
        return false;
      }
      long length = 0;
      for (int i = 0; i < lengthBytes; i++) {
        length = (length << 8) | (in.get(at + i) & 0xff);
      }
      at += lengthBytes;
      if (length > in.limit() - at) {
        return false;
      }
      if (!take(in, at, (int) (at + length))) {
        return false;
      }
      at += (int) length;
    }
    return true;
  }

  private boolean findBehindStartCodes(ByteBuffer in) {
    int start = startCode(in, in.position());
    while (start < in.limit()) {
      int nal = start + 3;
      int next = startCode(in, nal);
      int end = next;
      while (end > nal && in.get(end - 1) == 0) {
        end--;
      }
      if (!take(in, nal, end)) {
        return false;
      }
      start = next;
    }
    return true;
  }

  /** Where the next 00 00 01 lies; the limit where there is none. */
  private static int startCode(ByteBuffer in, int from) {
    for (int i = from; i + 2 < in.limit(); i++) {
      if (in.get(i + 2) > 1) {
        i += 2;
      } else if (in.get(i) == 0 && in.get(i + 1) == 0 && in.get(i + 2) == 1) {
        return i;
      }
    }
    return in.limit();
  }

  private boolean take(ByteBuffer in, int start, int end) {
    if (end <= start) {
      return true;
    }
    byte header = in.get(start);
    if (rules.parameterSet(header)) {
      byte[] copy = new byte[end - start];
      in.slice(start, copy.length).get(copy);
      rules.offer(copy);
    } else if (rules.kept(header)) {
      if (kept == MAX_NALS) {
        return false;
      }
      starts[kept] = start;
      ends[kept] = end;
      kept++;
    }
    return true;
  }
}
