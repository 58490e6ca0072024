package org.gengfu.ingest.rtsp.audio;

import io.netty.buffer.ByteBuf;

/**
 * How long the fields of an AU header are (RFC 3640 §3.2.1), in bits.
 *
 * @param sizeLength of AU-size
 * @param indexLength of the first header's AU-Index
 * @param indexDeltaLength of the others' AU-Index-delta
 */
public record AuHeaderLayout(int sizeLength, int indexLength, int indexDeltaLength) {
  private static final int MAX_FIELD = 16;

  public AuHeaderLayout {
    if (sizeLength < 1
        || sizeLength > MAX_FIELD
        || indexLength < 0
        || indexLength > MAX_FIELD
        || indexDeltaLength < 0
        || indexDeltaLength > MAX_FIELD) {
      throw new IllegalArgumentException("AU header fields of unusable length");
    }
  }

  /** How many headers there are; 0 where the bits don't fit. */
  int units(int bits) {
    int first = sizeLength + indexLength;
    int other = sizeLength + indexDeltaLength;
    return bits < first || (bits - first) % other != 0 ? 0 : 1 + (bits - first) / other;
  }

  /** AU-size of a header. */
  int size(ByteBuf in, int headers, int number) {
    return bits(in, headers, position(number), sizeLength);
  }

  /** AU-Index, or AU-Index-delta, of a header. */
  int index(ByteBuf in, int headers, int number) {
    int length = number == 0 ? indexLength : indexDeltaLength;
    return bits(in, headers, position(number) + sizeLength, length);
  }

  private int position(int number) {
    int first = sizeLength + indexLength;
    return number == 0 ? 0 : first + (number - 1) * (sizeLength + indexDeltaLength);
  }

  private static int bits(ByteBuf in, int index, int from, int count) {
    int value = 0;
    for (int bit = from; bit < from + count; bit++) {
      value = value << 1 | (in.getByte(index + (bit >> 3)) >> (7 - (bit & 7)) & 1);
    }
    return value;
  }
}
