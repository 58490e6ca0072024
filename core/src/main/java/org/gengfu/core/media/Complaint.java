package org.gengfu.core.media;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * What can be said against a stream: why none comes, or what is wrong with the one that does. The
 * codes are in the API and have texts in every language; they never change.
 */
public enum Complaint {
  ADDRESS_INVALID("address-invalid", Level.PROBLEM),
  SCHEME_UNKNOWN("scheme-unknown", Level.PROBLEM),
  NAME_UNKNOWN("name-unknown", Level.PROBLEM),
  NO_ANSWER("no-answer", Level.PROBLEM),
  NO_ROUTE("no-route", Level.PROBLEM),
  CONNECTION_REFUSED("connection-refused", Level.PROBLEM),
  CONNECTION_FAILED("connection-failed", Level.PROBLEM),
  /** The connection is accepted, and then nothing is said. */
  SILENT("silent", Level.PROBLEM),
  CLOSED("closed", Level.PROBLEM),
  ENDED("ended", Level.PROBLEM),
  NOT_RTSP("not-rtsp", Level.PROBLEM),
  LOGIN_MISSING("login-missing", Level.PROBLEM),
  LOGIN_WRONG("login-wrong", Level.PROBLEM),
  FORBIDDEN("forbidden", Level.PROBLEM),
  PATH_UNKNOWN("path-unknown", Level.PROBLEM),
  BUSY("busy", Level.PROBLEM),
  /** The camera does not send over the transport that is asked for. */
  TRANSPORT_REFUSED("transport-refused", Level.PROBLEM),
  REDIRECTED("redirected", Level.PROBLEM),
  /** It agrees to send over UDP, and nothing arrives. */
  UDP_BLOCKED("udp-blocked", Level.PROBLEM),
  /** A session of ours that broke off takes the last place; it times out by itself. */
  HELD_BY_US("held-by-us", Level.PROBLEM),
  TLS_FAILED("tls-failed", Level.PROBLEM),
  /** Signed by nobody known; the sentence says its fingerprint. */
  CERTIFICATE_UNKNOWN("certificate-unknown", Level.PROBLEM),
  /** Not the one whose fingerprint was entered; the sentence says the new one. */
  CERTIFICATE_CHANGED("certificate-changed", Level.PROBLEM),
  DEVICE_FAULT("device-fault", Level.PROBLEM),
  REQUEST_REFUSED("request-refused", Level.PROBLEM),
  NO_VIDEO("no-video", Level.PROBLEM),
  /** Details: {@code codec}. */
  CODEC_UNKNOWN("codec-unknown", Level.PROBLEM),
  /** Playing was agreed, and no picture comes. */
  NO_PICTURE("no-picture", Level.PROBLEM),
  /** Any other reason; the English sentence says it. */
  FAILED("failed", Level.PROBLEM),
  SWITCHED_OFF("switched-off", Level.REMARK),
  CONNECTING("connecting", Level.REMARK),

  /** Details: {@code seconds}, {@code frames} now, {@code wanted} frames. */
  KEYFRAME_INTERVAL("keyframe-interval", Level.WARNING),
  /** Smart codecs. Details: {@code seconds}, {@code spread}. */
  KEYFRAMES_VARY("keyframes-vary", Level.WARNING),
  H265("h265", Level.REMARK),
  B_FRAMES("b-frames", Level.WARNING),
  /** Details: {@code megabits}. */
  BITRATE_HIGH("bitrate-high", Level.WARNING),
  /** Details: {@code kilobits}. */
  BITRATE_LOW("bitrate-low", Level.REMARK),
  /** Details: {@code megabits} of all cameras together. */
  BITRATE_IN_ALL("bitrate-in-all", Level.WARNING),
  /** Details: {@code frames} a second. */
  FRAME_RATE_LOW("frame-rate-low", Level.WARNING),
  /** Details: {@code frames} a second. */
  FRAME_RATE_HIGH("frame-rate-high", Level.REMARK),
  /** Details: {@code seconds}. */
  CLOCK_OFF("clock-off", Level.WARNING),
  CLOCK_UNKNOWN("clock-unknown", Level.REMARK),
  /** Details: {@code share}, per cent. */
  PACKET_LOSS("packet-loss", Level.WARNING),
  /** Details: {@code milliseconds}. */
  JITTER("jitter", Level.WARNING),
  NO_SUB_STREAM("no-sub-stream", Level.REMARK),
  NOT_RECORDED("not-recorded", Level.REMARK),
  /** Details: {@code quirks}. */
  QUIRKS("quirks", Level.REMARK),

  FROZEN_PICTURE("frozen-picture", Level.PROBLEM),
  BLACK_PICTURE("black-picture", Level.PROBLEM),
  OVER_EXPOSED("over-exposed", Level.WARNING),
  BLURRED("blurred", Level.WARNING),
  COVERED_LENS("covered-lens", Level.PROBLEM),
  SCENE_MOVED("scene-moved", Level.WARNING),
  BITRATE_COLLAPSE("bitrate-collapse", Level.WARNING);

  private final String code;
  private final Level level;

  Complaint(String code, Level level) {
    this.code = code;
    this.level = level;
  }

  /** How bad it is, mildest first. */
  public enum Level {
    /** Good to know. */
    REMARK,
    /** It works, and should be changed. */
    WARNING,
    /** There is no use in the stream until it is changed. */
    PROBLEM;

    @JsonValue
    public String code() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  @JsonValue
  public String code() {
    return code;
  }

  public Level level() {
    return level;
  }
}
