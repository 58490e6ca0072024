package org.gengfu.core.media;

import io.vertx.core.buffer.Buffer;

/** Port to live pictures as fragmented MP4 for Media Source Extensions, without transcoding. */
public interface LiveStreams {
  /**
   * Starts a live stream. The first fragment begins with the latest keyframe that is in memory, so
   * that the first picture comes at once. A viewer that isn't {@link Viewer#ready()} loses
   * fragments up to the next keyframe.
   *
   * @param cameraId id of a camera
   * @param viewer called on the camera's event loop; it must not block
   */
  VideoFeeds.Subscription open(String cameraId, Viewer viewer);

  /** Takes one live stream. */
  interface Viewer {
    /**
     * A new initialisation segment: at the start, and again when the camera's format changes.
     *
     * @param mimeType for {@code MediaSource.addSourceBuffer}, such as {@code video/mp4;
     *     codecs="avc1.64001f"}
     * @param segment {@code ftyp} and {@code moov}
     */
    void start(String mimeType, Buffer segment);

    /** One access unit as {@code moof} and {@code mdat}. */
    void fragment(Buffer fragment, boolean keyframe);

    /** Whether another fragment can be taken without growing a queue past its bound. */
    boolean ready();
  }
}
