package org.gengfu.ingest.av;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import org.gengfu.core.media.Complaint;
import org.gengfu.ingest.source.Credentials;
import org.gengfu.ingest.source.StreamFailure.Kind;
import org.gengfu.ingest.source.StreamTarget;

/**
 * What libavformat is told to open, and what it may touch in doing so. Never to be logged: name and
 * password are in the URL, as HTTP's Digest and RTMP's own authentication need them there.
 *
 * @param url for {@code avformat_open_input}
 * @param options for it
 * @param file whether it is a file, which begins again where it ends
 */
record AvAddress(String url, Map<String, String> options, boolean file) {
  /** Containers of files. None of them can name another file or address, as playlists do. */
  private static final String FILE_FORMATS = "mov,mp4,matroska,webm,avi,mpegts,mpeg,flv,h264,hevc";

  private static final String WEB_FORMATS =
      "hls,flv,live_flv,mpjpeg,mjpeg,mov,mp4,matroska,webm,mpegts,h264,hevc,aac,ac3,mp3";

  /** What an HLS playlist may lead to: other web addresses, never a file of this machine. */
  private static final String WEB_PROTOCOLS = "http,https,tls,tcp,crypto";

  /** RTMP's own, and the container that it carries. */
  private static final String RTMP_PROTOCOLS = "rtmp,tcp";

  private static final String RTMP_FORMATS = "flv,live_flv";

  private static final String PROBE_BYTES = "2000000";

  /** Time of pictures that are looked at before the stream begins, in microseconds. */
  private static final String PROBE_MICROS = "1500000";

  private static final String MAX_STREAMS = "32";

  /**
   * @param mediaDirectory where files must lie
   * @throws AvFailureException where a file is not there, or lies elsewhere
   */
  static AvAddress of(StreamTarget target, Path mediaDirectory) throws AvFailureException {
    return switch (target.scheme()) {
      case StreamTarget.FILE ->
          new AvAddress(
              "file:" + file(target.path(), mediaDirectory), options("file", FILE_FORMATS), true);
      case "rtmp" ->
          new AvAddress(withCredentials(target), options(RTMP_PROTOCOLS, RTMP_FORMATS), false);
      case "http", "https" ->
          new AvAddress(withCredentials(target), options(WEB_PROTOCOLS, WEB_FORMATS), false);
      default ->
          throw new AvFailureException(
              Kind.UNSUPPORTED,
              Complaint.SCHEME_UNKNOWN,
              target.scheme() + ": can't be received: correct the URL");
    };
  }

  private static Map<String, String> options(String protocols, String formats) {
    return Map.of(
        // Cameras are reached directly, whatever proxy the environment names.
        "http_proxy",
        "",
        "protocol_whitelist",
        protocols,
        "format_whitelist",
        formats,
        "probesize",
        PROBE_BYTES,
        "analyzeduration",
        PROBE_MICROS,
        "max_streams",
        MAX_STREAMS,
        "user_agent",
        "Gengfu");
  }

  /** The file itself, wherever links in the directory lead: it must lie within. */
  private static Path file(String name, Path mediaDirectory) throws AvFailureException {
    try {
      Path directory = mediaDirectory.toRealPath();
      Path file = directory.resolve(name).toRealPath();
      if (file.startsWith(directory) && Files.isRegularFile(file) && Files.isReadable(file)) {
        return file;
      }
    } catch (IOException | InvalidPathException e) {
      // Said below: what lies outside is not told from what isn't there.
    }
    throw new AvFailureException(
        Kind.REFUSED,
        Complaint.PATH_UNKNOWN,
        "there is no such file in the hub's media directory (the folder media in its data"
            + " directory): put it there, and write file: and its name");
  }

  private static String withCredentials(StreamTarget target) {
    Credentials credentials = target.credentials();
    String url = target.url();
    if (credentials == null) {
      return url;
    }
    int authority = url.indexOf("://") + 3;
    return url.substring(0, authority)
        + encoded(credentials.username())
        + ":"
        + encoded(credentials.password().reveal())
        + "@"
        + url.substring(authority);
  }

  /** Percent-encodes all but the unreserved characters of RFC 3986 §2.3. */
  static String encoded(String text) {
    StringBuilder out = new StringBuilder();
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      boolean plain =
          (b >= 'a' && b <= 'z')
              || (b >= 'A' && b <= 'Z')
              || (b >= '0' && b <= '9')
              || "-._~".indexOf(b) >= 0;
      if (plain) {
        out.append((char) b);
      } else {
        out.append(String.format("%%%02X", b & 0xff));
      }
    }
    return out.toString();
  }

  @Override
  public String toString() {
    return "AvAddress[hidden]";
  }
}
