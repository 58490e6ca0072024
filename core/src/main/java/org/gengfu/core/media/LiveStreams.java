package org.gengfu.core.media;

import io.vertx.core.buffer.Buffer;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Port to live pictures as fragmented MP4 for Media Source Extensions. */
public interface LiveStreams {
  /**
   * Starts a live stream. The first fragment begins with the latest keyframe that is in memory, so
   * that the first picture comes at once. A viewer that isn't {@link Viewer#ready()} loses
   * fragments up to the next keyframe.
   *
   * <p>Where the wished stream's codec can't be played, the camera's other stream is shown, or a
   * picture encoded anew; where neither can be, the viewer is told why, and it is tried again by
   * itself.
   *
   * @param cameraId id of a camera
   * @param wish which stream, and what can be played
   * @param viewer called by one thread at a time; it must not block
   */
  VideoFeeds.Subscription open(String cameraId, Wish wish, Viewer viewer);

  /**
   * What a viewer would like to see.
   *
   * @param stream main for a big picture, sub for a small one
   * @param codecs what it can play; H.264 is taken for granted
   */
  record Wish(StreamName stream, Set<Codec> codecs) {
    /** The main stream, for somebody who can play H.264 alone. */
    public static final Wish STANDARD = new Wish(StreamName.MAIN, Set.of(Codec.H264));

    public Wish {
      codecs = Set.copyOf(codecs);
    }

    public boolean plays(Codec codec) {
      return codec == Codec.H264 || codecs.contains(codec);
    }
  }

  /**
   * What is shown, and why, where it isn't what was wished.
   *
   * @param stream whose picture it is
   * @param transcoded whether it is encoded anew
   * @param codec of the camera's wished stream
   * @param reason null where the wish is fulfilled
   * @param silent the codec of sound that comes and that no browser plays, so that it is not sent;
   *     null where there is no such sound
   */
  record Note(
      StreamName stream,
      boolean transcoded,
      Codec codec,
      @Nullable Reason reason,
      @Nullable AudioCodec silent) {
    /** Where no sound is kept back. */
    public Note(StreamName stream, boolean transcoded, Codec codec, @Nullable Reason reason) {
      this(stream, transcoded, codec, reason, null);
    }
  }

  /** Why something else is shown, or nothing. */
  enum Reason {
    /** The wished stream's codec can't be played: the other stream is shown. */
    OTHER_STREAM("other-stream"),
    /** The codec can't be played: the picture is encoded anew. */
    TRANSCODED("transcoded"),
    /** It would have to be encoded anew, and all encoders are busy: nothing is shown yet. */
    BUSY("busy"),
    /** It would have to be encoded anew, and that fails: nothing is shown yet. */
    UNDECODABLE("undecodable");

    private final String code;

    Reason(String code) {
      this.code = code;
    }

    /** The word for it in the API. */
    public String code() {
      return code;
    }

    /** Whether a picture comes all the same. */
    public boolean shows() {
      return this == OTHER_STREAM || this == TRANSCODED;
    }
  }

  /** Takes one live stream. */
  interface Viewer {
    /** What will be shown, before its {@link #start}; or that nothing can be for the moment. */
    void note(Note note);

    /**
     * A new initialisation segment: at the start, and again when the format changes.
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
