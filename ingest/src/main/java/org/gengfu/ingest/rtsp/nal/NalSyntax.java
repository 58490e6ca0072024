package org.gengfu.ingest.rtsp.nal;

/** How a codec's NAL units are to be read; headers are given as numbers, big-endian. */
public interface NalSyntax {
  /** Length of a NAL unit header: 1 or 2 bytes. */
  int headerBytes();

  /** What the NAL unit is. */
  NalKind kind(int header);

  /** Whether the codec says what such a NAL unit is; its other types are reserved, or anyone's. */
  boolean specified(int header);

  /**
   * Whether the NAL unit is one that comes at the beginning of a keyframe, as a guess at how large
   * the access unit will be.
   */
  boolean beginsKeyframe(int header);

  /**
   * Whether this type of NAL unit has been seen to hold a whole Annex B stream, start codes and
   * all.
   */
  boolean mayHoldAnnexB(int header);

  /**
   * Whether a slice begins within a picture: it is not the picture's first.
   *
   * @param firstByte the byte behind the header; -1 where there is none
   */
  boolean continuesPicture(int header, int firstByte);

  /**
   * Whether a slice is surely the first one of an access unit, so that what came before is another,
   * even of the same timestamp.
   *
   * @param firstByte the byte behind the header; -1 where there is none
   */
  boolean beginsUnit(int header, int firstByte);
}
