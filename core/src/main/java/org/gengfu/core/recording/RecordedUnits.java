package org.gengfu.core.recording;

import java.time.Instant;
import java.util.List;
import org.gengfu.core.media.AccessUnit;

/** Port to recorded pictures as a camera's feed gives them: ingest offers it, analytics uses it. */
public interface RecordedUnits {
  /**
   * Reads a camera's main stream.
   *
   * @param cameraId id of a camera, which may be configured no more
   * @param from the first picture is the keyframe at or before it, or the first one behind it
   * @param to pictures that begin at this moment or later are left out
   * @param keyframesOnly leaves out all pictures between keyframes
   */
  Reader read(String cameraId, Instant from, Instant to, boolean keyframesOnly);

  /** Goes through a recording, once. Blocks; one thread at a time. */
  interface Reader extends AutoCloseable {
    /**
     * The next pictures in order of decoding: a group that begins with a keyframe, or a part of a
     * long one. What can't be read is left out. Presentation time runs within a file and begins
     * anew with the next one, as that of a camera does with every connection.
     *
     * @return pictures that the caller releases; empty at the end
     * @throws org.gengfu.core.storage.StoreException when the index can't be read
     */
    List<AccessUnit> next();

    @Override
    void close();
  }
}
