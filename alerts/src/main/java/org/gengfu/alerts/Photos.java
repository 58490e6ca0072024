package org.gengfu.alerts;

import java.util.Arrays;
import java.util.Optional;

/** Recognises a picture by its first bytes, whatever it is called. */
final class Photos {
  static final int MOST_BYTES = 10 * 1024 * 1024;
  private static final byte[] JPEG = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF};
  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
  private static final byte[] RIFF = {'R', 'I', 'F', 'F'};
  private static final byte[] WEBP = {'W', 'E', 'B', 'P'};

  private Photos() {}

  /** The media type; empty for anything but JPEG, PNG and WebP. */
  static Optional<String> mediaType(byte[] bytes) {
    if (has(bytes, 0, JPEG)) {
      return Optional.of("image/jpeg");
    } else if (has(bytes, 0, PNG)) {
      return Optional.of("image/png");
    } else if (has(bytes, 0, RIFF) && has(bytes, 8, WEBP)) {
      return Optional.of("image/webp");
    }
    return Optional.empty();
  }

  private static boolean has(byte[] bytes, int at, byte[] magic) {
    return bytes.length >= at + magic.length
        && Arrays.equals(bytes, at, at + magic.length, magic, 0, magic.length);
  }
}
