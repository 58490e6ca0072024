package org.gengfu.core.village;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.List;
import java.util.Locale;
import org.gengfu.core.geometry.Polygon;
import org.jspecify.annotations.Nullable;

/**
 * A camera: one device with one or two streams of the same picture.
 *
 * @param id id
 * @param name shown to people
 * @param url of the main stream, without user and password: {@code rtsp://} or {@code rtsps://} is
 *     received by our own client, {@code http(s)://} (FLV, HLS, MJPEG), {@code rtmp://} and {@code
 *     file:} by libavformat
 * @param subUrl of the sub stream, in the same form; null where there is none
 * @param username for the camera; null where it asks for none
 * @param password for the camera; null where it asks for none
 * @param transport how RTP comes; null means {@link Transport#TCP}
 * @param certificateSha256 SHA-256 of the certificate that a camera over {@code rtsps://} shows, 64
 *     hexadecimal digits in small letters (given with colons or in capitals it is brought into that
 *     form); null where it must be one that the JDK's trust store vouches for
 * @param audio whether the audio track is received, recorded and shown; off unless an admin turns
 *     it on
 * @param recording what is recorded; null means {@link RecordingPlan#STANDARD}
 * @param masks parts of the picture that are black in every picture that the hub makes, and never
 *     analysed; empty for none
 * @param sharpPeople whether people stay sharp in evidence pictures; false, as an admin finds it,
 *     pixelates them
 * @param gridId grid the camera looks at
 * @param location on the map; null where unknown
 * @param enabled false keeps the configuration but does not connect
 */
public record Camera(
    String id,
    String name,
    String url,
    @Nullable String subUrl,
    @Nullable String username,
    @Nullable Secret password,
    Transport transport,
    @Nullable String certificateSha256,
    @JsonSetter(nulls = Nulls.AS_EMPTY) boolean audio,
    RecordingPlan recording,
    List<Polygon> masks,
    @JsonSetter(nulls = Nulls.AS_EMPTY) boolean sharpPeople,
    @Nullable String gridId,
    @Nullable Location location,
    boolean enabled)
    implements Entity {

  /** How RTP packets come. */
  public enum Transport {
    /** Interleaved in the RTSP connection. */
    @JsonProperty("tcp")
    TCP,
    /** Over UDP, in ports of their own. */
    @JsonProperty("udp")
    UDP
  }

  /** Most masks of one camera. */
  public static final int MOST_MASKS = 32;

  // Stored configurations and seeds of older versions lack the later fields.
  @JsonCreator
  @SuppressWarnings("ConstantValue")
  public Camera {
    transport = transport == null ? Transport.TCP : transport;
    certificateSha256 =
        certificateSha256 == null
            ? null
            : certificateSha256.replaceAll("[:\\s]", "").toLowerCase(Locale.ROOT);
    recording = recording == null ? RecordingPlan.STANDARD : recording;
    masks = masks == null ? List.of() : List.copyOf(masks);
  }

  /** A camera without masks, in whose evidence people are pixelated. */
  public Camera(
      String id,
      String name,
      String url,
      @Nullable String subUrl,
      @Nullable String username,
      @Nullable Secret password,
      Transport transport,
      @Nullable String certificateSha256,
      boolean audio,
      RecordingPlan recording,
      @Nullable String gridId,
      @Nullable Location location,
      boolean enabled) {
    this(
        id,
        name,
        url,
        subUrl,
        username,
        password,
        transport,
        certificateSha256,
        audio,
        recording,
        List.of(),
        false,
        gridId,
        location,
        enabled);
  }

  /** A camera whose certificate, if it has one, the JDK's trust store vouches for. */
  public Camera(
      String id,
      String name,
      String url,
      @Nullable String subUrl,
      @Nullable String username,
      @Nullable Secret password,
      Transport transport,
      boolean audio,
      RecordingPlan recording,
      @Nullable String gridId,
      @Nullable Location location,
      boolean enabled) {
    this(
        id, name, url, subUrl, username, password, transport, null, audio, recording, gridId,
        location, enabled);
  }

  /** A camera with one stream over TCP, recorded by the standard plan. */
  public Camera(
      String id,
      String name,
      String url,
      @Nullable String username,
      @Nullable Secret password,
      @Nullable String gridId,
      @Nullable Location location,
      boolean enabled) {
    this(
        id,
        name,
        url,
        null,
        username,
        password,
        Transport.TCP,
        false,
        RecordingPlan.STANDARD,
        gridId,
        location,
        enabled);
  }
}
