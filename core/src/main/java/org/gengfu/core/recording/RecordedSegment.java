package org.gengfu.core.recording;

import java.nio.file.Path;
import java.util.List;

/**
 * A segment with all that a reader needs.
 *
 * @param file absolute; it may have been deleted since
 * @param fragments all of them in order of time, of an open segment those that are written
 */
public record RecordedSegment(Segment segment, Path file, List<Fragment> fragments) {
  public RecordedSegment {
    fragments = List.copyOf(fragments);
  }
}
