package org.gengfu.ingest.rtsp.nal;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Set;

/**
 * Sorts the NAL units of one access unit: slices and SEI are kept, parameter sets go where they
 * belong, and the rest is left out.
 */
final class NalSorter {
  private final UnitBuffer buffer;
  private final NalSyntax syntax;
  private final ParameterSets parameterSets;
  private final Set<Oddity> oddities;
  private boolean setsSeen;
  private NalKind picture = NalKind.OTHER;
  private boolean condemned;

  NalSorter(
      UnitBuffer buffer, NalSyntax syntax, ParameterSets parameterSets, Set<Oddity> oddities) {
    this.oddities = oddities;
    this.buffer = buffer;
    this.syntax = syntax;
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
    return buffer.startNal(header, syntax.beginsKeyframe(header))
        && buffer.append(in, index, length);
  }

  /** Adds to the open NAL unit; false where none is open or a bound is reached. */
  boolean append(ByteBuf in, int index, int length) {
    return buffer.nalOpen() && buffer.append(in, index, length);
  }

  void closeOpenNal() {
    if (buffer.nalOpen()) {
      if (!condemned) {
        oddities.add(Oddity.NO_END_OF_FRAGMENT);
      }
      endNal();
    }
  }

  /** Ends the open NAL unit; false where it is against the rules. */
  boolean endNal() {
    if (!buffer.nalOpen()) {
      return false;
    }
    int header = buffer.nalHeader();
    if (syntax.mayHoldAnnexB(header) && buffer.nalHasStartCode()) {
      oddities.add(Oddity.ANNEX_B_IN_PAYLOAD);
      return splitAnnexB();
    }
    endPlainNal(header);
    return true;
  }

  private void endPlainNal(int header) {
    NalKind kind = syntax.kind(header);
    if (kind.ofPicture()) {
      if (!picture.ofPicture() && syntax.continuesPicture(header, buffer.nalFirstByte())) {
        condemned = true;
      }
      if (!picture.ofKeyframe()) {
        picture = kind;
      }
      buffer.endNal();
    } else if (kind == NalKind.SEI) {
      buffer.endNal();
    } else {
      if (kind == NalKind.PARAMETER_SET && buffer.nalBytes() <= ParameterSets.MAX_BYTES) {
        parameterSets.offer(buffer.copyNal());
        setsSeen = true;
      } else if (!syntax.specified(header)) {
        oddities.add(Oddity.RESERVED_NAL_TYPES);
      }
      buffer.dropNal();
    }
  }

  /**
   * Some cameras put whole Annex B streams, start codes and all, into one payload (retina #68): cut
   * it into its NAL units. No NAL unit may contain a start code, so this can't hit a good one.
   */
  private boolean splitAnnexB() {
    byte[] all = buffer.copyNal();
    buffer.dropNal();
    ByteBuf in = Unpooled.wrappedBuffer(all);
    int headerBytes = syntax.headerBytes();
    int start = 0;
    while (start < all.length) {
      int end = AnnexB.endOfNal(all, start);
      if (end - start >= headerBytes) {
        int header = headerBytes == 1 ? in.getUnsignedByte(start) : in.getUnsignedShort(start);
        if (!buffer.startNal(header, true)
            || !buffer.append(in, start + headerBytes, end - start - headerBytes)) {
          return false;
        }
        endPlainNal(header);
      }
      start = AnnexB.nextNal(all, end);
    }
    return true;
  }

  /** Whether a parameter set has come within the stream. */
  boolean setsSeen() {
    return setsSeen;
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
    return picture.ofPicture() || (buffer.nalOpen() && syntax.kind(buffer.nalHeader()).ofPicture());
  }

  /** What its picture is; {@link NalKind#OTHER} where no slice is finished. */
  NalKind picture() {
    return picture;
  }

  boolean condemned() {
    return condemned;
  }

  ByteBuf take() {
    ByteBuf out = buffer.take(picture.ofKeyframe());
    forget();
    return out;
  }

  void clear() {
    buffer.clear();
    forget();
  }

  private void forget() {
    picture = NalKind.OTHER;
    condemned = false;
  }
}
