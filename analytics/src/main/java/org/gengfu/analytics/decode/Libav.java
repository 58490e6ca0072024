package org.gengfu.analytics.decode;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.bytedeco.ffmpeg.global.avutil;

/** What every use of libav needs: its errors in words, and silence on standard error. */
final class Libav {
  private static final int MAX_WORDS = 128;

  static {
    // Broken pictures are counted by us; libav's own lines carry no camera and no limit.
    avutil.av_log_set_level(avutil.AV_LOG_QUIET);
  }

  private Libav() {}

  /** Loads the native libraries; harmless when repeated. */
  static void load() {
    // The static block did it.
  }

  /** What libav says about a negative return value. */
  static String words(int error) {
    byte[] text = new byte[MAX_WORDS];
    avutil.av_strerror(error, text, text.length);
    int length = 0;
    while (length < text.length && text[length] != 0) {
      length++;
    }
    return new String(text, 0, length, UTF_8);
  }

  /** Fails where libav could not allocate. */
  static <T> T allocated(T pointer) {
    if (pointer == null) {
      throw new OutOfMemoryError("libav could not allocate");
    }
    return pointer;
  }
}
