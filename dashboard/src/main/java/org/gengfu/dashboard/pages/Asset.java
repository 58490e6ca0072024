package org.gengfu.dashboard.pages;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * One file of the pages, as it is sent.
 *
 * @param mediaType with charset for text
 * @param plain its bytes
 * @param zipped the same by gzip; null where that doesn't help
 * @param tag ETag
 * @param cacheControl for ever where the name holds a hash; asked anew otherwise
 */
record Asset(
    String mediaType, Buffer plain, @Nullable Buffer zipped, String tag, String cacheControl) {
  private static final int WORTH_ZIPPING = 1_000;
  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("html", "text/html; charset=utf-8"),
          Map.entry("js", "text/javascript; charset=utf-8"),
          Map.entry("css", "text/css; charset=utf-8"),
          Map.entry("json", "application/json"),
          Map.entry("webmanifest", "application/manifest+json"),
          Map.entry("svg", "image/svg+xml"),
          Map.entry("png", "image/png"),
          Map.entry("jpg", "image/jpeg"),
          Map.entry("webp", "image/webp"),
          Map.entry("ico", "image/x-icon"),
          Map.entry("woff2", "font/woff2"),
          Map.entry("mp3", "audio/mpeg"),
          Map.entry("txt", "text/plain; charset=utf-8"));

  /** The file of this name in the classpath; null where there is none. */
  static @Nullable Asset load(String name, boolean hashed) {
    String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    String type = TYPES.get(extension);
    URL file = Asset.class.getClassLoader().getResource(name);
    if (type == null || file == null) {
      return null;
    }
    try (InputStream in = file.openStream()) {
      byte[] bytes = in.readAllBytes();
      boolean text = type.startsWith("text/") || type.contains("json") || type.contains("svg");
      return new Asset(
          type,
          Buffer.buffer(bytes),
          text && bytes.length >= WORTH_ZIPPING ? Buffer.buffer(zip(bytes)) : null,
          "\"" + hash(bytes) + "\"",
          hashed ? "public, max-age=31536000, immutable" : "no-cache");
    } catch (IOException e) {
      throw new UncheckedIOException("can't read " + name, e);
    }
  }

  private static byte[] zip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }

  private static String hash(byte[] bytes) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(digest, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
