package org.gengfu.analytics.scene;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.gengfu.core.geometry.Box;

/** The envelope of a saved scene: magic, version, checksum, then the deflated state. */
public final class StateCodec {
  private static final int MAGIC = 0x47465343; // GFSC
  private static final int VERSION = 1;
  private static final int HEADER_BYTES = 16;
  private static final int CHUNK_BYTES = 32 << 10;

  private StateCodec() {}

  /** Writes a part of the state. */
  public interface Writer {
    void write(DataOutput out) throws IOException;
  }

  /** Reads it back. */
  public interface Reader<T> {
    T read(DataInput in) throws IOException;
  }

  public static byte[] encode(Writer writer) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    Deflater fast = new Deflater(Deflater.BEST_SPEED);
    // Gathered first: the deflater is native, and a call for every float took 10 ms a scene.
    try (DataOutputStream out =
        new DataOutputStream(
            new BufferedOutputStream(new DeflaterOutputStream(body, fast), CHUNK_BYTES))) {
      writer.write(out);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    } finally {
      fast.end();
    }
    byte[] deflated = body.toByteArray();
    return ByteBuffer.allocate(HEADER_BYTES + deflated.length)
        .putInt(MAGIC)
        .putInt(VERSION)
        .putLong(checksum(deflated, 0))
        .put(deflated)
        .array();
  }

  /**
   * The state again.
   *
   * @throws IllegalArgumentException when it is damaged or of another version
   */
  public static <T> T decode(byte[] state, Reader<T> reader) {
    ByteBuffer header = ByteBuffer.wrap(state);
    if (state.length < HEADER_BYTES || header.getInt() != MAGIC) {
      throw new IllegalArgumentException("not a saved scene");
    }
    int version = header.getInt();
    if (version != VERSION) {
      throw new IllegalArgumentException(
          "a scene saved by version " + version + ", this is " + VERSION);
    }
    if (header.getLong() != checksum(state, HEADER_BYTES)) {
      throw new IllegalArgumentException("a damaged scene: its checksum differs");
    }
    ByteArrayInputStream body =
        new ByteArrayInputStream(state, HEADER_BYTES, state.length - HEADER_BYTES);
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(new InflaterInputStream(body), CHUNK_BYTES))) {
      return reader.read(in);
    } catch (IOException | IndexOutOfBoundsException damaged) {
      throw new IllegalArgumentException("a damaged scene: " + damaged.getMessage(), damaged);
    }
  }

  private static long checksum(byte[] bytes, int offset) {
    CRC32 crc = new CRC32();
    crc.update(bytes, offset, bytes.length - offset);
    return crc.getValue();
  }

  public static int readCount(DataInput in, int max) throws IOException {
    int count = in.readInt();
    if (count < 0 || count > max) {
      throw new IOException("count " + count + " where at most " + max + " are possible");
    }
    return count;
  }

  static void writeInts(DataOutput out, int[] values) throws IOException {
    out.writeInt(values.length);
    for (int value : values) {
      out.writeInt(value);
    }
  }

  static int[] readInts(DataInput in, int max) throws IOException {
    int[] values = new int[readCount(in, max)];
    for (int i = 0; i < values.length; i++) {
      values[i] = in.readInt();
    }
    return values;
  }

  public static void writeBox(DataOutput out, Box box) throws IOException {
    out.writeDouble(box.x());
    out.writeDouble(box.y());
    out.writeDouble(box.width());
    out.writeDouble(box.height());
  }

  public static Box readBox(DataInput in) throws IOException {
    return new Box(in.readDouble(), in.readDouble(), in.readDouble(), in.readDouble());
  }
}
