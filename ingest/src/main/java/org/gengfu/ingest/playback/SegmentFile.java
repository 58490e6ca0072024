package org.gengfu.ingest.playback;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.gengfu.core.recording.Fragment;
import org.gengfu.ingest.playback.BoxReader.Head;
import org.jspecify.annotations.Nullable;

/**
 * Reads a segment file that was finished or is still written. Once open it stays readable, even if
 * retention deletes it. Blocks; for one thread at a time.
 */
final class SegmentFile implements Closeable {
  /** Bytes of a {@code moov} or {@code moof} at most. */
  static final int MAX_INDEX_BYTES = 1 << 20;

  /** Holds what stands before the pictures of a usual fragment. */
  private static final int READ_AT_ONCE = 4 << 10;

  /** No recorded file is longer than ten days; 90,000 units a second. */
  private static final long LONGEST_UNITS = 864_000L * 90_000;

  private final FileChannel channel;
  private final SegmentHead head;
  private ByteBuffer buffer = ByteBuffer.allocate(READ_AT_ONCE);

  /**
   * @throws DamagedSegmentException when it is not a segment
   * @throws java.nio.file.NoSuchFileException when it is gone
   * @throws IOException when it can't be read
   */
  SegmentFile(Path file) throws IOException {
    channel = FileChannel.open(file, StandardOpenOption.READ);
    try {
      head = readHead();
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  SegmentHead head() {
    return head;
  }

  private SegmentHead readHead() throws IOException {
    long position = 0;
    while (true) {
      Head box = boxAt(position, channel.size());
      if (box.type().equals("moov")) {
        return SegmentHead.of(content(position, box));
      }
      position += box.size();
    }
  }

  /**
   * What is in a fragment.
   *
   * @param sound null for none, or where what is told of it can't be true
   */
  record Listed(Pictures pictures, @Nullable Sounds sound) {}

  /**
   * The pictures of a fragment of the index, and its sound.
   *
   * @throws DamagedSegmentException when something else stands there
   */
  Listed list(Fragment fragment) throws IOException {
    long position = fragment.offset();
    long end = position + fragment.bytes();
    while (position < end) {
      Head box = boxAt(position, end);
      if (box.type().equals("moof")) {
        ByteBuffer moof = content(position, box);
        Pictures pictures = FragmentParser.parse(moof, position, head.track());
        if (pictures == null
            || pictures.offset() < position
            || pictures.offset() + pictures.bytesBefore(pictures.count()) > end) {
          throw new DamagedSegmentException("the fragment at byte " + position + " holds none");
        }
        return new Listed(pictures, sound(moof, position, end));
      }
      position += box.size();
    }
    throw new DamagedSegmentException("no moof at byte " + fragment.offset());
  }

  /** Pictures are worth having without it: what is damaged of it is left out. */
  private @Nullable Sounds sound(ByteBuffer moof, long position, long end) {
    SoundHead its = head.sound();
    try {
      Sounds found = its == null ? null : FragmentParser.sound(moof, position, its.track());
      boolean inside =
          found != null
              && found.offset() >= position
              && found.offset() + found.bytes() <= end
              && Math.abs(found.decodeTime()) < LONGEST_UNITS;
      return inside ? found : null;
    } catch (DamagedSegmentException e) {
      return null;
    }
  }

  private Head boxAt(long position, long end) throws IOException {
    long left = Math.min(end, channel.size()) - position;
    if (left < BoxReader.HEADER) {
      throw new DamagedSegmentException("cut at byte " + position);
    }
    buffer.clear();
    fill(position, (int) Math.min(left, buffer.capacity()));
    return BoxReader.head(buffer, left);
  }

  /** The content of a box whose head was just read. */
  private ByteBuffer content(long position, Head box) throws IOException {
    if (box.size() > MAX_INDEX_BYTES) {
      throw new DamagedSegmentException("box " + box.type() + " of " + box.size() + " bytes");
    }
    int size = (int) box.size();
    if (size > buffer.limit()) {
      buffer = ByteBuffer.allocate(Math.max(size, buffer.capacity()));
      fill(position, size);
    }
    return buffer.slice(box.header(), size - box.header());
  }

  private void fill(long position, int bytes) throws IOException {
    buffer.clear().limit(bytes);
    read(position, buffer);
    buffer.flip();
  }

  /** Fills the buffer with the bytes at this place. */
  void read(long position, ByteBuffer into) throws IOException {
    long at = position;
    while (into.hasRemaining()) {
      int count = channel.read(into, at);
      if (count < 0) {
        throw new EOFException("the file ends at byte " + at + ", before what its index says");
      }
      at += count;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
