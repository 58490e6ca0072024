package org.gengfu.ingest.recording;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.gengfu.core.recording.Fragment;
import org.gengfu.core.recording.FragmentTable;
import org.jspecify.annotations.Nullable;

/**
 * Reads a recorded file from itself alone: what it is of, its fragments, and where its whole part
 * ends. Whatever the bytes are, reading them ends and takes bounded memory.
 *
 * @param identity what the file says about itself; null where it is no recording of ours
 * @param headerBytes length of the header
 * @param fragments all whole fragments, in order
 * @param wholeBytes length of header and whole fragments
 * @param fileBytes length of the file
 * @param problem what is wrong behind the whole part, or with the header; null where all is well
 */
record SegmentScan(
    @Nullable Identity identity,
    int headerBytes,
    List<Fragment> fragments,
    long wholeBytes,
    long fileBytes,
    @Nullable String problem) {

  /** How much of the pictures is looked at. */
  enum Depth {
    /** The boxes alone. */
    BOXES,
    /** Besides, the lengths of all NAL units must add up: holes of a power cut don't. */
    PICTURES
  }

  private static final int MOST_HEADER_BYTES = 64 << 10;
  private static final int SMALLEST_BOX = 8;

  SegmentScan {
    fragments = List.copyOf(fragments);
  }

  /** Wall clock at which the last whole fragment ends. */
  Instant end() {
    if (identity == null) {
      throw new IllegalStateException("the file does not tell when it began");
    }
    return fragments.isEmpty()
        ? identity.start()
        : fragments.get(fragments.size() - 1).wallClockEnd();
  }

  boolean sound() {
    return problem == null;
  }

  /**
   * Scans.
   *
   * @param depth how closely
   * @param lookAtLast pictures are looked at only in fragments that begin within this time before
   *     the end of the file's last one; null for all of them
   * @throws IOException when the file can't be read
   */
  static SegmentScan of(SeekableByteChannel file, Depth depth, @Nullable Duration lookAtLast)
      throws IOException {
    Reader reader = new Reader(file);
    Identity identity = null;
    int header = 0;
    try {
      header = reader.header();
      identity = reader.identity;
      while (reader.position < reader.fileBytes) {
        reader.fragment();
      }
    } catch (DamageException e) {
      reader.problem = e.getMessage();
    }
    if (depth == Depth.PICTURES) {
      reader.lookAtPictures(lookAtLast);
    }
    long whole =
        reader.fragments.isEmpty()
            ? header
            : last(reader.fragments).offset() + last(reader.fragments).bytes();
    return new SegmentScan(
        identity, header, reader.fragments, whole, reader.fileBytes, reader.problem);
  }

  private static Fragment last(List<Fragment> fragments) {
    return fragments.get(fragments.size() - 1);
  }

  /** The bytes are not what they should be; the message says where and what. */
  private static final class DamageException extends Exception {
    private static final long serialVersionUID = 1;

    DamageException(String message) {
      super(message);
    }
  }

  /** Goes through a file once. */
  private static final class Reader {
    private final SeekableByteChannel file;
    private final long fileBytes;
    private final List<Fragment> fragments = new ArrayList<>();
    private long position;
    private long decodeTime;
    private @Nullable Identity identity;
    private @Nullable String problem;

    Reader(SeekableByteChannel file) throws IOException {
      this.file = file;
      this.fileBytes = file.size();
    }

    int header() throws IOException, DamageException {
      box("ftyp", MOST_HEADER_BYTES);
      box("moov", MOST_HEADER_BYTES);
      ByteBuffer uuid = box("uuid", Identity.MOST_BYTES);
      if (uuid.remaining() < 16
          || uuid.getLong() != Identity.TYPE.getMostSignificantBits()
          || uuid.getLong() != Identity.TYPE.getLeastSignificantBits()) {
        throw damage("a uuid box of another kind");
      }
      byte[] json = new byte[uuid.remaining()];
      uuid.get(json);
      identity = Identity.read(json);
      if (identity == null) {
        throw damage("it does not say of which camera it is");
      }
      return (int) position;
    }

    void fragment() throws IOException, DamageException {
      if (fragments.size() == FragmentTable.MOST_FRAGMENTS) {
        throw damage("more fragments than any recording has");
      }
      long offset = position;
      FragmentBoxes boxes = new FragmentBoxes();
      try {
        boxes.producerTime(box("prft", 64));
        boxes.movieFragment(box("moof", FragmentBoxes.MOST_MOOF_BYTES));
      } catch (FragmentBoxes.MalformedException e) {
        throw damage(e.getMessage());
      }
      if (boxes.decodeTime() != decodeTime) {
        throw damage("a fragment that does not follow the one before");
      }
      long payload = boxHead("mdat");
      if (payload != boxes.payload() || position + payload > fileBytes) {
        throw damage("a fragment is cut off");
      }
      position += payload;
      fragments.add(
          new Fragment(
              offset,
              (int) (position - offset),
              decodeTime,
              boxes.duration(),
              boxes.wallClock(),
              boxes.keyframe()));
      decodeTime += boxes.duration();
    }

    /** Cuts the list before the first fragment with a hole in a picture. */
    void lookAtPictures(@Nullable Duration lookAtLast) throws IOException {
      if (fragments.isEmpty()) {
        return;
      }
      Instant from =
          lookAtLast == null ? Instant.MIN : last(fragments).wallClockEnd().minus(lookAtLast);
      for (int i = 0; i < fragments.size(); i++) {
        Fragment fragment = fragments.get(i);
        if (!fragment.wallClock().isBefore(from) && !picturesWhole(fragment)) {
          problem = "a hole in a picture after byte " + fragment.offset();
          fragments.subList(i, fragments.size()).clear();
        }
      }
    }

    private boolean picturesWhole(Fragment fragment) throws IOException {
      position = fragment.offset();
      try {
        FragmentBoxes boxes = new FragmentBoxes();
        boxes.producerTime(box("prft", 64));
        boxes.movieFragment(box("moof", FragmentBoxes.MOST_MOOF_BYTES));
        long payload = boxHead("mdat");
        return boxes.picturesWhole(read((int) payload));
      } catch (DamageException | FragmentBoxes.MalformedException e) {
        return false;
      }
    }

    /** The content of the next box, which must be of this type. */
    private ByteBuffer box(String type, int most) throws IOException, DamageException {
      long size = boxHead(type);
      if (size > most) {
        throw damage("a box " + type + " of " + size + " bytes");
      }
      ByteBuffer content = read((int) size);
      position += size;
      return content;
    }

    /** Goes behind the head of the next box; gives the length of its content. */
    private long boxHead(String type) throws IOException, DamageException {
      if (fileBytes - position < SMALLEST_BOX) {
        throw damage("it ends within a box");
      }
      ByteBuffer head = read(SMALLEST_BOX);
      long size = Integer.toUnsignedLong(head.getInt());
      for (int i = 0; i < 4; i++) {
        if (head.get() != (byte) type.charAt(i)) {
          throw damage("no box " + type + " where one should be");
        }
      }
      if (size < SMALLEST_BOX) {
        throw damage("a box " + type + " of " + size + " bytes");
      }
      position += SMALLEST_BOX;
      if (size - SMALLEST_BOX > fileBytes - position) {
        throw damage("a box " + type + " is cut off");
      }
      return size - SMALLEST_BOX;
    }

    private ByteBuffer read(int bytes) throws IOException {
      ByteBuffer content = ByteBuffer.allocate(bytes);
      file.position(position);
      while (content.hasRemaining() && file.read(content) > 0) {
        // Until it is full: the length was compared with the file's.
      }
      return content.flip();
    }

    private DamageException damage(@Nullable String what) {
      return new DamageException(what + ", at byte " + position);
    }
  }
}
