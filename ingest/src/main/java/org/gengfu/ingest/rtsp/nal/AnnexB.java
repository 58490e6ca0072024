package org.gengfu.ingest.rtsp.nal;

/** Finds NAL units between start codes (H.264 and H.265 annex B). */
final class AnnexB {
  private AnnexB() {}

  /** The end of the NAL unit that begins here: before the zeros of the next start code. */
  static int endOfNal(byte[] bytes, int start) {
    int end = startCode(bytes, start);
    while (end > start && bytes[end - 1] == 0) {
      end--;
    }
    return end;
  }

  /** The first byte behind the next start code. */
  static int nextNal(byte[] bytes, int from) {
    return Math.min(bytes.length, startCode(bytes, from) + 3);
  }

  private static int startCode(byte[] bytes, int from) {
    for (int i = from; i + 2 < bytes.length; i++) {
      if (bytes[i] == 0 && bytes[i + 1] == 0 && bytes[i + 2] == 1) {
        return i;
      }
    }
    return bytes.length;
  }
}
