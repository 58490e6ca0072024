package org.gengfu.core.media;

/** Video codecs that are received. */
public enum Codec {
  H264,
  H265
}
