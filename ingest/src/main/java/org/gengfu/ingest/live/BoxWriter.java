package org.gengfu.ingest.live;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes ISO base media boxes (ISO/IEC 14496-12 §4.2), one within another. */
final class BoxWriter {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream(1024);

  /** Writes what is in a box. */
  interface Content {
    void write(BoxWriter out);
  }

  static byte[] bytes(Content content) {
    BoxWriter writer = new BoxWriter();
    content.write(writer);
    return writer.out.toByteArray();
  }

  BoxWriter box(String type, Content content) {
    byte[] inner = bytes(content);
    return u32(inner.length + 8).ascii(type).raw(inner);
  }

  /** A box with version and flags. */
  BoxWriter fullBox(String type, int version, int flags, Content content) {
    return box(
        type,
        inner -> {
          inner.u32(version << 24 | flags);
          content.write(inner);
        });
  }

  BoxWriter u8(int value) {
    out.write(value);
    return this;
  }

  BoxWriter u16(int value) {
    return u8(value >> 8).u8(value);
  }

  BoxWriter u32(int value) {
    return u16(value >> 16).u16(value);
  }

  BoxWriter zeros(int count) {
    return raw(new byte[count]);
  }

  BoxWriter ascii(String text) {
    return raw(text.getBytes(StandardCharsets.US_ASCII));
  }

  BoxWriter raw(byte[] bytes) {
    out.write(bytes, 0, bytes.length);
    return this;
  }
}
