package org.gengfu.ingest.playback;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.gengfu.core.recording.Fragment;
import org.jspecify.annotations.Nullable;

/** Reads the pictures of a fragment, or as little of them as shows what happens, and its sound. */
final class GroupReader {
  /** The recorder cuts groups at 8 MiB; this leaves room for one large picture behind. */
  static final int MAX_BYTES = 80 << 20;

  /** A fragment has at most 1 MiB of sound. */
  static final int MAX_SOUND_BYTES = 2 << 20;

  private GroupReader() {}

  /** How much of a fragment is wanted. */
  enum Extent {
    /** Keyframes alone; each then lasts until the next. */
    KEYFRAMES,
    PICTURES,
    PICTURES_AND_SOUND
  }

  /**
   * What is read.
   *
   * @param sound null where it wasn't wanted, or there is no track of it
   */
  record Read(Pictures pictures, ByteBuffer bytes, @Nullable GroupSound sound) {}

  /**
   * @throws IOException when the file is damaged or gone
   */
  static Read read(SegmentFile file, Fragment fragment, Extent extent) throws IOException {
    boolean keyframesOnly = extent == Extent.KEYFRAMES;
    SegmentFile.Listed listed = file.list(fragment);
    Pictures all = listed.pictures();
    Pictures wanted = keyframesOnly ? keyframes(all) : all;
    long size = wanted.bytesBefore(wanted.count());
    if (size > MAX_BYTES) {
      throw new DamagedSegmentException("a group of " + size + " bytes");
    }
    ByteBuffer bytes = ByteBuffer.allocate((int) size);
    if (keyframesOnly) {
      for (int i = 0; i < all.count(); i++) {
        if (all.keyframes()[i]) {
          bytes.limit(bytes.position() + all.sizes()[i]);
          file.read(all.offset() + all.bytesBefore(i), bytes);
        }
      }
    } else {
      file.read(all.offset(), bytes);
    }
    SoundHead head = extent == Extent.PICTURES_AND_SOUND ? file.head().sound() : null;
    GroupSound sound = head == null ? null : sound(file, head, fragment, listed.sound());
    return new Read(wanted, bytes.flip(), sound);
  }

  private static GroupSound sound(
      SegmentFile file, SoundHead head, Fragment fragment, @Nullable Sounds sounds)
      throws IOException {
    if (sounds == null || sounds.bytes() > MAX_SOUND_BYTES) {
      return GroupSound.none(head.format());
    }
    ByteBuffer bytes = ByteBuffer.allocate((int) sounds.bytes());
    file.read(sounds.offset(), bytes);
    return new GroupSound(
        head.format(),
        sounds.decodeTime() - fragment.decodeTime(),
        sounds.sizes(),
        sounds.durations(),
        bytes.array());
  }

  private static Pictures keyframes(Pictures all) {
    int count = 0;
    for (boolean keyframe : all.keyframes()) {
      count += keyframe ? 1 : 0;
    }
    int[] sizes = new int[count];
    int[] durations = new int[count];
    boolean[] keyframes = new boolean[count];
    int at = -1;
    for (int i = 0; i < all.count(); i++) {
      if (all.keyframes()[i]) {
        at++;
        sizes[at] = all.sizes()[i];
        keyframes[at] = true;
      }
      if (at >= 0) {
        durations[at] += all.durations()[i];
      }
    }
    return new Pictures(0, sizes, durations, keyframes, null);
  }
}
