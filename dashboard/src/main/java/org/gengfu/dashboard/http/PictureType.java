package org.gengfu.dashboard.http;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Tells a picture's type by its first bytes: what the sender calls it proves nothing. */
final class PictureType {
  private static final byte[] JPEG = {(byte) 0xff, (byte) 0xd8, (byte) 0xff};
  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

  private PictureType() {}

  /** The media type; null for anything else. */
  static @Nullable String of(byte[] bytes) {
    if (startsWith(bytes, JPEG)) {
      return "image/jpeg";
    }
    if (startsWith(bytes, PNG)) {
      return "image/png";
    }
    return bytes.length >= 12 && ascii(bytes, 0).equals("RIFF") && ascii(bytes, 8).equals("WEBP")
        ? "image/webp"
        : null;
  }

  private static boolean startsWith(byte[] bytes, byte[] head) {
    return bytes.length >= head.length
        && Arrays.equals(bytes, 0, head.length, head, 0, head.length);
  }

  private static String ascii(byte[] bytes, int from) {
    return new String(bytes, from, 4, StandardCharsets.US_ASCII);
  }
}
