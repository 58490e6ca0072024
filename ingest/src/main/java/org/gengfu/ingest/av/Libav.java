package org.gengfu.ingest.av;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.bytedeco.ffmpeg.global.avutil;

/** What every use of libav needs: its errors in words, silence on standard error, a bound. */
final class Libav {
  /**
   * Greatest piece of memory that libav may take at once: a peer tells sizes. An 8K picture fits.
   */
  static final long MAX_ALLOCATION = 128L << 20;

  private static final int MAX_WORDS = 128;

  static {
    // What goes wrong is said by us; libav's own lines carry addresses with passwords.
    avutil.av_log_set_level(avutil.AV_LOG_QUIET);
    avutil.av_max_alloc(MAX_ALLOCATION);
  }

  private Libav() {}

  /** Loads the native libraries, which takes a while; harmless when repeated. */
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
