package org.gengfu.core.cases;

import java.time.Instant;

/**
 * A picture or a clip kept for a case.
 *
 * @param id id
 * @param caseId id of the case
 * @param kind what it shows
 * @param mediaType such as {@code image/jpeg}; {@code video/mp4} for a clip
 * @param size bytes
 * @param sha256 of the file, lower-case hex
 * @param takenAt when the picture was taken, when the clip begins (or uploaded, for a worker's
 *     photo)
 * @param actor who brought it, {@code system} for a camera
 */
public record Evidence(
    long id,
    long caseId,
    EvidenceKind kind,
    String mediaType,
    long size,
    String sha256,
    Instant takenAt,
    String actor) {

  /** What a piece of evidence shows. */
  public enum EvidenceKind {
    /** The moment the rule was broken, with the box drawn. */
    MOMENT,
    /** The place after the thing was gone. */
    AFTER,
    /** The grid worker's photo. */
    PHOTO,
    /** What the camera recorded around it, from before it began. */
    CLIP
  }
}
