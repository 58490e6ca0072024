package org.gengfu.ingest.playback;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.gengfu.core.recording.Fragment;

/** Reads the pictures of a fragment, or as little of them as shows what happens. */
final class GroupReader {
  /** The recorder cuts groups at 8 MiB; this leaves room for one large picture behind. */
  static final int MAX_BYTES = 80 << 20;

  private GroupReader() {}

  /** What is read. */
  record Read(Pictures pictures, ByteBuffer bytes) {}

  /**
   * @param keyframesOnly leaves the other pictures out; each keyframe then lasts until the next
   * @throws IOException when the file is damaged or gone
   */
  static Read read(SegmentFile file, Fragment fragment, boolean keyframesOnly) throws IOException {
    Pictures all = file.pictures(fragment);
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
    return new Read(wanted, bytes.flip());
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
