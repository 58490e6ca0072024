package org.gengfu.ingest.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.gengfu.core.sensing.Reading;

/**
 * One file of the spool: records one behind the other. Written at its end and read from its begin;
 * the owner sees to it that one thread at a time does either.
 */
final class SpoolSegment implements AutoCloseable {
  private static final int READ_BYTES = 256 * 1024;

  private final Path file;
  private final FileChannel channel;

  /** Up to here the file holds whole records that are on the disk. */
  private volatile long durableEnd;

  private long readPosition;
  private long left;

  private SpoolSegment(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /** What was found in a file that an earlier run has left. */
  record Survey(SpoolSegment segment, long readings, long damaged, long tornBytes) {}

  /** Makes a new file; its name is on the disk when this returns. */
  static SpoolSegment create(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
    forceFolder(file);
    return new SpoolSegment(file, channel);
  }

  /** Opens an earlier run's file and reads through it: what is behind the last record is torn. */
  static Survey survey(Path file) throws IOException {
    SpoolSegment segment = new SpoolSegment(file, FileChannel.open(file, StandardOpenOption.READ));
    long size = segment.channel.size();
    segment.durableEnd = size;
    long readings = 0;
    long damaged = 0;
    Chunk chunk;
    do {
      chunk = segment.read(Integer.MAX_VALUE);
      readings += chunk.readings().size();
      damaged += chunk.damaged();
      segment.advance(chunk);
    } while (chunk.bytes() > 0);
    segment.durableEnd = segment.readPosition;
    segment.readPosition = 0;
    segment.left = readings;
    return new Survey(segment, readings, damaged, size - segment.durableEnd);
  }

  /** A run of records from the read position on. */
  record Chunk(List<Reading> readings, int damaged, long bytes) {}

  /** Appends and forces to disk; what a failure leaves behind is cut off again. */
  void append(ByteBuffer records, int readings) throws IOException {
    long end = durableEnd;
    long bytes = records.remaining();
    try {
      long at = end;
      while (records.hasRemaining()) {
        at += channel.write(records, at);
      }
      channel.force(false);
    } catch (IOException e) {
      cutBack(end, e);
      throw e;
    }
    durableEnd = end + bytes;
    left += readings;
  }

  private void cutBack(long end, IOException cause) {
    try {
      channel.truncate(end);
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }

  /** Reads at most so many records from the read position; none at the end. */
  Chunk read(int most) throws IOException {
    int bytes = (int) Math.min(READ_BYTES, durableEnd - readPosition);
    ByteBuffer buffer = ByteBuffer.allocate(bytes);
    long at = readPosition;
    while (buffer.hasRemaining()) {
      int count = channel.read(buffer, at);
      if (count < 0) {
        break;
      }
      at += count;
    }
    buffer.flip();
    List<Reading> readings = new ArrayList<>();
    int damaged = 0;
    while (readings.size() < most) {
      SpoolRecord.Found found = SpoolRecord.decode(buffer);
      if (found instanceof SpoolRecord.Found.Whole whole) {
        readings.add(whole.reading());
        buffer.position(buffer.position() + whole.bytes());
      } else if (found instanceof SpoolRecord.Found.Damaged skipped) {
        damaged++;
        buffer.position(buffer.position() + skipped.bytes());
      } else {
        break;
      }
    }
    return new Chunk(readings, damaged, buffer.position());
  }

  /** The chunk is done with. */
  void advance(Chunk chunk) {
    readPosition += chunk.bytes();
  }

  /** So many readings of it are stored; returns how many that are of those it had. */
  long taken(int readings) {
    long taken = Math.min(readings, left);
    left -= taken;
    return taken;
  }

  /** Readings in it that are not stored. */
  long left() {
    return left;
  }

  boolean readToTheEnd() {
    return readPosition >= durableEnd;
  }

  long bytes() {
    return durableEnd;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  void delete() throws IOException {
    channel.close();
    Files.deleteIfExists(file);
  }

  private static void forceFolder(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
        directory.force(true);
      }
    }
  }
}
