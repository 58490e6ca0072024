package org.gengfu.ingest.recording;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.gengfu.core.media.AccessUnit;

/** The last seconds of a camera in memory, in whole groups of pictures, by reference. */
final class PreRoll {
  /** How much it holds at least, where the bytes suffice; 90,000 units a second. */
  static final long LENGTH = 10 * AccessUnit.PTS_PER_SECOND;

  /** Bound of one camera. */
  static final long MOST_BYTES = 16L << 20;

  /** Bound of all cameras together. */
  static final long MOST_BYTES_IN_ALL = 128L << 20;

  private final ArrayDeque<Gop> gops = new ArrayDeque<>();
  private long bytes;

  /** Takes the group over. */
  void add(Gop gop, long mostBytes) {
    if (!gop.follows()) {
      // What lies before the gap is of no use to what comes.
      clear();
    }
    gops.add(gop);
    bytes += gop.bytes();
    while (bytes > mostBytes || longEnoughWithoutFirst(gop)) {
      drop();
    }
    // It begins with a picture that can be decoded.
    while (!gops.isEmpty() && !gops.getFirst().keyframe()) {
      drop();
    }
  }

  private boolean longEnoughWithoutFirst(Gop last) {
    return !gops.isEmpty() && last.endPts() - gops.getFirst().endPts() >= LENGTH;
  }

  private void drop() {
    Gop gop = gops.removeFirst();
    bytes -= gop.bytes();
    gop.release();
  }

  /** Hands everything over, oldest first. */
  List<Gop> take() {
    List<Gop> all = new ArrayList<>(gops);
    gops.clear();
    bytes = 0;
    return all;
  }

  void clear() {
    while (!gops.isEmpty()) {
      drop();
    }
  }
}
