package org.gengfu.core.media;

/** Audio codecs that are received. */
public enum AudioCodec {
  /** MPEG-4 audio (ISO/IEC 14496-3), as AAC. */
  AAC,
  /** G.711 A-law. */
  PCMA,
  /** G.711 μ-law. */
  PCMU
}
