package org.gengfu.ingest.playback;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Writes ISO base media boxes (ISO/IEC 14496-12 §4.2) into one growing buffer: the tables of a day
 * are tens of megabytes, too much to copy from box to box.
 */
final class BoxBuffer {
  /** Writes what is in a box. */
  interface Content {
    void write(BoxBuffer out);
  }

  private ByteBuffer out;

  BoxBuffer(int capacity) {
    out = ByteBuffer.allocate(capacity);
  }

  /** Bytes written so far. */
  int position() {
    return out.position();
  }

  BoxBuffer box(String type, Content content) {
    int begin = out.position();
    u32(0).ascii(type);
    content.write(this);
    out.putInt(begin, out.position() - begin);
    return this;
  }

  /** A box with version and flags. */
  BoxBuffer fullBox(String type, int version, int flags, Content content) {
    return box(
        type,
        inner -> {
          inner.u32(version << 24 | flags);
          content.write(inner);
        });
  }

  BoxBuffer u16(int value) {
    room(2).putShort((short) value);
    return this;
  }

  BoxBuffer u32(int value) {
    room(4).putInt(value);
    return this;
  }

  BoxBuffer u64(long value) {
    room(8).putLong(value);
    return this;
  }

  BoxBuffer zeros(int count) {
    return raw(new byte[count]);
  }

  BoxBuffer ascii(String text) {
    return raw(text.getBytes(StandardCharsets.US_ASCII));
  }

  BoxBuffer raw(byte[] bytes) {
    room(bytes.length).put(bytes);
    return this;
  }

  /** Puts another number in the place of one that was written. */
  void setU32(int position, int value) {
    out.putInt(position, value);
  }

  void setU64(int position, long value) {
    out.putLong(position, value);
  }

  long u64At(int position) {
    return out.getLong(position);
  }

  byte[] toByteArray() {
    byte[] bytes = new byte[out.position()];
    out.get(0, bytes);
    return bytes;
  }

  private ByteBuffer room(int bytes) {
    if (out.remaining() < bytes) {
      int needed = Math.addExact(out.position(), bytes);
      int capacity = Math.max(needed, (int) Math.min(Integer.MAX_VALUE - 8L, 2L * out.capacity()));
      out = ByteBuffer.allocate(capacity).put(out.flip());
    }
    return out;
  }
}
