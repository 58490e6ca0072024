package org.gengfu.ingest.mp4;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes ISO base media boxes (ISO/IEC 14496-12 §4.2), one within another. */
public final class BoxWriter {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream(1024);

  /** Writes what is in a box. */
  public interface Content {
    void write(BoxWriter out);
  }

  /** What the content writes, as bytes. */
  public static byte[] bytes(Content content) {
    BoxWriter writer = new BoxWriter();
    content.write(writer);
    return writer.out.toByteArray();
  }

  public BoxWriter box(String type, Content content) {
    byte[] inner = bytes(content);
    return u32(inner.length + 8).ascii(type).raw(inner);
  }

  /** A box with version and flags. */
  public BoxWriter fullBox(String type, int version, int flags, Content content) {
    return box(
        type,
        inner -> {
          inner.u32(version << 24 | flags);
          content.write(inner);
        });
  }

  public BoxWriter u8(int value) {
    out.write(value);
    return this;
  }

  public BoxWriter u16(int value) {
    return u8(value >> 8).u8(value);
  }

  public BoxWriter u32(int value) {
    return u16(value >> 16).u16(value);
  }

  public BoxWriter zeros(int count) {
    return raw(new byte[count]);
  }

  public BoxWriter ascii(String text) {
    return raw(text.getBytes(StandardCharsets.US_ASCII));
  }

  public BoxWriter raw(byte[] bytes) {
    out.write(bytes, 0, bytes.length);
    return this;
  }
}
