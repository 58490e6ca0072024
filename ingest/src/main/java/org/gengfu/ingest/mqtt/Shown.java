package org.gengfu.ingest.mqtt;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/** Makes what came from outside fit to be shown: short, and without control characters. */
final class Shown {
  static final int MAX_LENGTH = 120;

  /** Bytes of a payload that are shown; twice as many digits for what is no text. */
  static final int MAX_PAYLOAD_BYTES = 200;

  private Shown() {}

  static String text(String text) {
    StringBuilder shown = new StringBuilder();
    int end = Math.min(text.length(), MAX_LENGTH);
    for (int i = 0; i < end; i++) {
      shown.append(plain(text.charAt(i)));
    }
    return text.length() > end ? shown + "…" : shown.toString();
  }

  /** The beginning of a payload: as text where it is UTF-8, in hexadecimal digits otherwise. */
  static String payload(byte[] payload) {
    byte[] begin = Arrays.copyOf(payload, Math.min(payload.length, MAX_PAYLOAD_BYTES));
    String more = payload.length > begin.length ? "…" : "";
    CharBuffer text = CharBuffer.allocate(begin.length);
    // A character may be cut in two at the end: that is no error here.
    CoderResult result =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .decode(ByteBuffer.wrap(begin), text, false);
    if (result.isError()) {
      return "0x" + HexFormat.of().formatHex(begin) + more;
    }
    StringBuilder shown = new StringBuilder();
    text.flip().chars().forEach(c -> shown.append(plain((char) c)));
    return shown + more;
  }

  private static char plain(char c) {
    return Character.isISOControl(c) || Character.isSurrogate(c) || bidirectional(c) ? ' ' : c;
  }

  /** Characters that turn the direction of the text around them (Unicode Annex 9). */
  private static boolean bidirectional(char c) {
    return c == 0x61C
        || c == 0x200E
        || c == 0x200F
        || (c >= 0x202A && c <= 0x202E)
        || (c >= 0x2066 && c <= 0x2069);
  }
}
