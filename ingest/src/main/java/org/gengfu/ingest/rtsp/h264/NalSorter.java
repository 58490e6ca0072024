package org.gengfu.ingest.rtsp.h264;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/**
 * Sorts the NAL units of one access unit: slices and SEI are kept, parameter sets go where they
 * belong, delimiters, filler and what base-layer decoders don't know are left out.
 */
final class NalSorter {
  private static final int SLICE = 1;
  private static final int IDR = 5;
  private static final int SEI = 6;
  private static final int SPS = 7;
  private static final int PPS = 8;
  private static final int DELIMITER = 9;
  private static final int TYPE = 0x1f;

  private final UnitBuffer buffer;
  private final ParameterSets parameterSets;
  private boolean hasPicture;
  private boolean keyframe;
  private boolean condemned;

  NalSorter(UnitBuffer buffer, ParameterSets parameterSets) {
    this.buffer = buffer;
    this.parameterSets = parameterSets;
  }

  /**
   * Begins a NAL unit. One that is still open ends here: no packet is missing, so a camera forgot
   * the end bit.
   *
   * @return false where a bound is reached
   */
  boolean begin(int header, ByteBuf in, int index, int length) {
    closeOpenNal();
    int type = header & TYPE;
    boolean start = buffer.startNal(header, type == IDR || type == SPS || type == DELIMITER);
    return start && buffer.append(in, index, length);
  }

  /** Adds to the open NAL unit; false where none is open or a bound is reached. */
  boolean append(ByteBuf in, int index, int length) {
    return buffer.nalOpen() && buffer.append(in, index, length);
  }

  void closeOpenNal() {
    if (buffer.nalOpen()) {
      endNal();
    }
  }

  /** Ends the open NAL unit; false where it is against the rules. */
  boolean endNal() {
    if (!buffer.nalOpen()) {
      return false;
    }
    int type = buffer.nalHeader() & TYPE;
    boolean small = type == 0 || (type >= SEI && type <= DELIMITER);
    if (small && buffer.nalHasStartCode()) {
      return splitAnnexB();
    }
    return endPlainNal(type);
  }

  private boolean endPlainNal(int type) {
    if (type >= SLICE && type <= IDR) {
      if (!hasPicture && continuesPicture(type, buffer.nalSecondByte())) {
        condemned = true;
      }
      hasPicture = true;
      keyframe |= type == IDR;
      buffer.endNal();
    } else if (type == SEI) {
      buffer.endNal();
    } else {
      if ((type == SPS || type == PPS) && buffer.nalBytes() <= ParameterSets.MAX_BYTES) {
        parameterSets.offer(buffer.copyNal());
      }
      buffer.dropNal();
    }
    return true;
  }

  /**
   * Some cameras put whole Annex B streams, start codes and all, into one payload (retina #68): cut
   * it into its NAL units. No NAL unit may contain a start code, so this can't hit a good one.
   */
  private boolean splitAnnexB() {
    byte[] all = buffer.copyNal();
    buffer.dropNal();
    ByteBuf in = Unpooled.wrappedBuffer(all);
    int start = 0;
    while (start < all.length) {
      int end = AnnexB.endOfNal(all, start);
      if (end > start) {
        int header = all[start] & 0xff;
        if (!buffer.startNal(header, true) || !buffer.append(in, start + 1, end - start - 1)) {
          return false;
        }
        endPlainNal(header & TYPE);
      }
      start = AnnexB.nextNal(all, end);
    }
    return true;
  }

  /** Whether this begins within a picture: a slice whose first macroblock isn't the picture's. */
  static boolean continuesPicture(int header, int secondByte) {
    int type = header & TYPE;
    boolean slice = type == SLICE || type == IDR || type == 2;
    // first_mb_in_slice is ue(v): 0 is the single bit 1.
    return slice && secondByte >= 0 && (secondByte & 0x80) == 0;
  }

  /** Marks the unit as damaged; nothing to mark where none has begun. */
  void condemn() {
    condemned |= !buffer.isEmpty();
  }

  boolean isEmpty() {
    return buffer.isEmpty();
  }

  /** Whether a slice is in it, finished or not. */
  boolean hasPicture() {
    return hasPicture || (buffer.nalOpen() && isSlice(buffer.nalHeader()));
  }

  private static boolean isSlice(int header) {
    int type = header & TYPE;
    return type >= SLICE && type <= IDR;
  }

  boolean keyframe() {
    return keyframe;
  }

  boolean condemned() {
    return condemned;
  }

  ByteBuf take() {
    ByteBuf out = buffer.take(keyframe);
    forget();
    return out;
  }

  void clear() {
    buffer.clear();
    forget();
  }

  private void forget() {
    hasPicture = false;
    keyframe = false;
    condemned = false;
  }
}
