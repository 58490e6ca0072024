package org.gengfu.ingest.playback;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads a {@code moof} (ISO/IEC 14496-12 §8.8.4) for the pictures, or the sound, of one track. */
final class FragmentParser {
  /** Pictures of one fragment at most; the recorder cuts fragments at 10 s. */
  static final int MAX_PICTURES = 15_000;

  /** Bytes of one picture at most. */
  static final int MAX_PICTURE_BYTES = 64 << 20;

  private static final int BASE_DATA_OFFSET = 0x01;
  private static final int DESCRIPTION_INDEX = 0x02;
  private static final int DEFAULT_DURATION = 0x08;
  private static final int DEFAULT_SIZE = 0x10;
  private static final int DEFAULT_FLAGS = 0x20;
  private static final int DATA_OFFSET = 0x01;
  private static final int FIRST_FLAGS = 0x04;
  private static final int DURATION = 0x100;
  private static final int SIZE = 0x200;
  private static final int FLAGS = 0x400;
  private static final int COMPOSITION_OFFSET = 0x800;

  /** Bit of a sample's flags: decoding can't start here. */
  private static final int NOT_SYNC = 0x10000;

  private final int track;
  private final long moofAt;
  private boolean mine;
  private long decodeTime;
  private long base;
  private int defaultDuration;
  private int defaultSize;
  private int defaultFlags;
  private long firstByte = -1;
  private long nextByte;
  private int count;
  private int[] sizes = new int[64];
  private int[] durations = new int[64];
  private int[] compositions = new int[64];
  private boolean[] keyframes = new boolean[64];
  private boolean reordered;

  private FragmentParser(int track, long moofAt) {
    this.track = track;
    this.moofAt = moofAt;
  }

  /**
   * @param moof content of the box
   * @param moofAt where the box stands in the file
   * @return null where the fragment has no pictures of this track
   * @throws DamagedSegmentException when it is not what a recorder writes
   */
  static @Nullable Pictures parse(ByteBuffer moof, long moofAt, int track)
      throws DamagedSegmentException {
    FragmentParser parser = new FragmentParser(track, moofAt);
    parser.read(moof);
    return parser.count == 0 ? null : parser.pictures();
  }

  /**
   * The sound of a track.
   *
   * @return null where the fragment has none
   * @throws DamagedSegmentException when it is not what a recorder writes
   */
  static @Nullable Sounds sound(ByteBuffer moof, long moofAt, int track)
      throws DamagedSegmentException {
    FragmentParser parser = new FragmentParser(track, moofAt);
    parser.read(moof);
    return parser.count == 0 ? null : parser.sounds();
  }

  private void read(ByteBuffer moof) throws DamagedSegmentException {
    try {
      BoxReader.each(
          moof,
          (type, content) -> {
            if (type.equals("traf")) {
              mine = false;
              BoxReader.each(content, this::box);
            }
          });
    } catch (IndexOutOfBoundsException | java.nio.BufferUnderflowException e) {
      throw damaged("is cut short");
    }
  }

  private Sounds sounds() {
    return new Sounds(
        decodeTime, firstByte, Arrays.copyOf(sizes, count), Arrays.copyOf(durations, count));
  }

  private Pictures pictures() {
    return new Pictures(
        firstByte,
        Arrays.copyOf(sizes, count),
        Arrays.copyOf(durations, count),
        Arrays.copyOf(keyframes, count),
        reordered ? Arrays.copyOf(compositions, count) : null);
  }

  private void box(String type, ByteBuffer content) throws DamagedSegmentException {
    if (type.equals("tfhd")) {
      header(content);
    } else if (mine && type.equals("tfdt")) {
      decodeTime = content.get(0) == 1 ? content.getLong(4) : content.getInt(4);
    } else if (mine && type.equals("trun")) {
      run(content);
    }
  }

  private void header(ByteBuffer in) {
    int flags = in.getInt(0);
    mine = in.getInt(4) == track;
    in.position(8);
    base = (flags & BASE_DATA_OFFSET) != 0 ? in.getLong() : moofAt;
    if ((flags & DESCRIPTION_INDEX) != 0) {
      in.getInt();
    }
    defaultDuration = (flags & DEFAULT_DURATION) != 0 ? in.getInt() : 0;
    defaultSize = (flags & DEFAULT_SIZE) != 0 ? in.getInt() : 0;
    defaultFlags = (flags & DEFAULT_FLAGS) != 0 ? in.getInt() : 0;
  }

  private void run(ByteBuffer in) throws DamagedSegmentException {
    int flags = in.getInt(0);
    int more = in.getInt(4);
    if (more < 0 || more > MAX_PICTURES - count) {
      throw damaged("has more than " + MAX_PICTURES + " pictures");
    }
    in.position(8);
    if ((flags & DATA_OFFSET) != 0) {
      nextByte = base + in.getInt();
    }
    if (firstByte < 0) {
      firstByte = nextByte;
    } else if (firstByte + Arrays.stream(sizes, 0, count).asLongStream().sum() != nextByte) {
      throw damaged("has pictures in several places");
    }
    boolean first = (flags & FIRST_FLAGS) != 0;
    int firstFlags = first ? in.getInt() : 0;
    for (int i = 0; i < more; i++) {
      int duration = (flags & DURATION) != 0 ? in.getInt() : defaultDuration;
      int size = (flags & SIZE) != 0 ? in.getInt() : defaultSize;
      int picture = (flags & FLAGS) != 0 ? in.getInt() : defaultFlags;
      int composition = (flags & COMPOSITION_OFFSET) != 0 ? in.getInt() : 0;
      add(size, duration, composition, ((i == 0 && first ? firstFlags : picture) & NOT_SYNC) == 0);
    }
  }

  private void add(int size, int duration, int composition, boolean keyframe)
      throws DamagedSegmentException {
    if (size < 0 || size > MAX_PICTURE_BYTES || duration < 0) {
      throw damaged("has a picture of " + size + " bytes and " + duration + " units");
    }
    if (count == sizes.length) {
      sizes = Arrays.copyOf(sizes, 2 * count);
      durations = Arrays.copyOf(durations, 2 * count);
      compositions = Arrays.copyOf(compositions, 2 * count);
      keyframes = Arrays.copyOf(keyframes, 2 * count);
    }
    sizes[count] = size;
    durations[count] = duration;
    compositions[count] = composition;
    keyframes[count] = keyframe;
    reordered |= composition != 0;
    count++;
    nextByte += size;
  }

  private DamagedSegmentException damaged(String what) {
    return new DamagedSegmentException("the fragment at byte " + moofAt + " " + what);
  }
}
