package org.gengfu.ingest.playback;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Finds ISO base media boxes (ISO/IEC 14496-12 §4.2) in a piece of a file that was read. */
final class BoxReader {
  /** Size and type. */
  static final int HEADER = 8;

  private static final int WITH_LARGE_SIZE = 16;

  private BoxReader() {}

  /** Takes one box. */
  interface Visitor {
    /**
     * @param type four letters
     * @param content what is in the box, with a position of its own
     */
    void box(String type, ByteBuffer content) throws DamagedSegmentException;
  }

  /**
   * The head of a box.
   *
   * @param size of the whole box in bytes
   * @param header how many of them are its head
   */
  record Head(String type, long size, int header) {}

  /**
   * Reads the head at the buffer's position, which stays.
   *
   * @param available bytes from here to the end of what encloses the box
   * @throws DamagedSegmentException when the box is larger than what encloses it
   */
  static Head head(ByteBuffer in, long available) throws DamagedSegmentException {
    if (in.remaining() < HEADER) {
      throw new DamagedSegmentException("a box of " + in.remaining() + " bytes");
    }
    int at = in.position();
    long size = Integer.toUnsignedLong(in.getInt(at));
    byte[] letters = new byte[4];
    in.get(at + 4, letters);
    String type = new String(letters, StandardCharsets.ISO_8859_1);
    int header = HEADER;
    if (size == 1 && in.remaining() >= WITH_LARGE_SIZE) {
      size = in.getLong(at + HEADER);
      header = WITH_LARGE_SIZE;
    }
    if (size < header || size > available) {
      throw new DamagedSegmentException(
          "box " + type + " of " + size + " bytes, where " + available + " are");
    }
    return new Head(type, size, header);
  }

  /** Visits every box from the buffer's position to its limit. */
  static void each(ByteBuffer in, Visitor visitor) throws DamagedSegmentException {
    ByteBuffer rest = in.duplicate();
    while (rest.hasRemaining()) {
      Head head = head(rest, rest.remaining());
      ByteBuffer content =
          rest.slice(rest.position() + head.header(), (int) head.size() - head.header());
      visitor.box(head.type(), content);
      rest.position(rest.position() + (int) head.size());
    }
  }
}
