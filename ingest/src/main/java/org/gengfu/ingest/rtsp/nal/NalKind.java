package org.gengfu.ingest.rtsp.nal;

/** What a NAL unit is to whoever puts access units together. */
public enum NalKind {
  /** Of a picture that others may come before: neither of the kinds below. */
  SLICE(true, false),
  /** Of a picture that decoding can start at, with nothing behind it that refers to before it. */
  CLEAN_KEYFRAME(true, true),
  /**
   * Of a picture that decoding can start at, though pictures behind it may refer to before it:
   * those are left out where decoding has started here (H.265 CRA).
   */
  OPEN_KEYFRAME(true, true),
  /** The same, where what those pictures refer to is surely not there (H.265 BLA). */
  BROKEN_KEYFRAME(true, true),
  /** Of a picture that refers to before the keyframe that it follows (H.265 RASL). */
  SKIPPED_LEADING(true, false),
  /** Kept beside the slices. */
  SEI(false, false),
  /** Goes into the format. */
  PARAMETER_SET(false, false),
  /** Delimiters, filler, and what decoders of the base layer don't know: left out. */
  OTHER(false, false);

  private final boolean picture;
  private final boolean keyframe;

  NalKind(boolean picture, boolean keyframe) {
    this.picture = picture;
    this.keyframe = keyframe;
  }

  /** Whether it is a part of a picture. */
  public boolean ofPicture() {
    return picture;
  }

  /** Whether it is a part of a picture that decoding can start at. */
  public boolean ofKeyframe() {
    return keyframe;
  }
}
