package org.gengfu.ingest.rtsp.nal;

/** What cameras do against, or at the edge of, the rules of RTP payloads, and is lived with. */
public enum Oddity {
  /** No packet has the marker bit: a unit ends with its timestamp. */
  NO_MARKERS,
  /** The marker bit is set behind every NAL unit: a unit ends with its timestamp. */
  MARKER_ON_EVERY_NAL,
  /** Start codes within a payload: it is cut at them. */
  ANNEX_B_IN_PAYLOAD,
  /** A fragmented NAL unit ends without its end bit: the next one ends it. */
  NO_END_OF_FRAGMENT,
  /** Keyframes come without their parameter sets: those of the SDP are used. */
  PARAMETER_SETS_ONLY_IN_SDP,
  /** NAL units of types that the codec reserves or leaves unspecified: they are left out. */
  RESERVED_NAL_TYPES
}
