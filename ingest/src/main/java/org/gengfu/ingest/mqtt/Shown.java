package org.gengfu.ingest.mqtt;

/** Makes text from outside fit to be shown: short, and without control characters. */
final class Shown {
  static final int MAX_LENGTH = 120;

  private Shown() {}

  static String text(String text) {
    StringBuilder shown = new StringBuilder();
    int end = Math.min(text.length(), MAX_LENGTH);
    for (int i = 0; i < end; i++) {
      char c = text.charAt(i);
      shown.append(Character.isISOControl(c) || Character.isSurrogate(c) ? ' ' : c);
    }
    return text.length() > end ? shown + "…" : shown.toString();
  }
}
