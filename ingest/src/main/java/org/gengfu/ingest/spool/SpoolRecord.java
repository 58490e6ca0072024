package org.gengfu.ingest.spool;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.zip.CRC32C;
import org.gengfu.core.sensing.Quality;
import org.gengfu.core.sensing.Reading;
import org.jspecify.annotations.Nullable;

/**
 * One reading in a file: length of what follows the checksum (4 bytes), CRC-32C of that (4), time
 * (seconds 8, nanoseconds 4), value (8), quality (1), then sensor, metric and unit, each as UTF-8
 * behind its length (2). All numbers are big-endian.
 */
final class SpoolRecord {
  static final int HEAD_BYTES = 8;

  /** Ids and names have 63 characters, units 16; a record that says more is none. */
  static final int MAX_BYTES = 1024;

  private static final int FIXED_BYTES = 8 + 4 + 8 + 1 + 3 * 2;

  private SpoolRecord() {}

  /**
   * The reading's record.
   *
   * @throws IllegalArgumentException when it would be longer than {@link #MAX_BYTES}
   */
  static byte[] encode(Reading reading) {
    byte[] sensor = reading.sensorId().getBytes(StandardCharsets.UTF_8);
    byte[] metric = reading.metric().getBytes(StandardCharsets.UTF_8);
    byte[] unit = reading.unit().getBytes(StandardCharsets.UTF_8);
    int length = FIXED_BYTES + sensor.length + metric.length + unit.length;
    if (length > MAX_BYTES) {
      throw new IllegalArgumentException(
          "a reading of " + length + " bytes is longer than the " + MAX_BYTES + " allowed");
    }
    byte[] bytes = new byte[HEAD_BYTES + length];
    ByteBuffer record = ByteBuffer.wrap(bytes);
    record.putInt(length).putInt(0);
    Instant time = reading.time();
    record.putLong(time.getEpochSecond()).putInt(time.getNano());
    record.putDouble(reading.value()).put((byte) reading.quality().code());
    record.putShort((short) sensor.length).put(sensor);
    record.putShort((short) metric.length).put(metric);
    record.putShort((short) unit.length).put(unit);
    record.putInt(4, checksum(bytes, HEAD_BYTES, length));
    return bytes;
  }

  /** What stands at a place in a file. */
  sealed interface Found {
    /** A reading; {@code bytes} is the length of its record, head included. */
    record Whole(Reading reading, int bytes) implements Found {}

    /** A record whose content is not what was written; the next one follows it. */
    record Damaged(int bytes) implements Found {}

    /** Nothing that could be a record, or not all of one. */
    record Nothing() implements Found {}
  }

  /** Reads the record at the buffer's position, which stays where it is. */
  static Found decode(ByteBuffer buffer) {
    if (buffer.remaining() < HEAD_BYTES) {
      return new Found.Nothing();
    }
    int start = buffer.position();
    int length = buffer.getInt(start);
    if (length < FIXED_BYTES || length > MAX_BYTES || buffer.remaining() < HEAD_BYTES + length) {
      return new Found.Nothing();
    }
    byte[] content = new byte[length];
    buffer.get(start + HEAD_BYTES, content);
    Reading reading =
        checksum(content, 0, length) == buffer.getInt(start + 4) ? reading(content) : null;
    int bytes = HEAD_BYTES + length;
    return reading == null ? new Found.Damaged(bytes) : new Found.Whole(reading, bytes);
  }

  private static @Nullable Reading reading(byte[] content) {
    ByteBuffer record = ByteBuffer.wrap(content);
    try {
      Instant time = Instant.ofEpochSecond(record.getLong(), record.getInt());
      double value = record.getDouble();
      Quality quality = Quality.of(record.get());
      String sensor = text(record);
      String metric = text(record);
      return new Reading(sensor, metric, value, text(record), time, quality);
    } catch (BufferUnderflowException | DateTimeException | IllegalArgumentException e) {
      return null;
    }
  }

  private static String text(ByteBuffer record) {
    int length = record.getShort() & 0xFFFF;
    if (length > record.remaining()) {
      throw new BufferUnderflowException();
    }
    byte[] bytes = new byte[length];
    record.get(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static int checksum(byte[] bytes, int from, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, from, length);
    return (int) crc.getValue();
  }
}
