package org.gengfu.core.cases;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;

/**
 * What can be wrong with a camera or with the hub itself. The codes stand in the database, the API
 * and the texts of every language; they never change. Each kind says which details go with it.
 */
public enum FaultKind {
  /**
   * Nothing comes from the camera. Details: {@code state}, and where they are known {@code reason}
   * (the code of a complaint) and {@code detail} (the same as an English sentence).
   */
  NO_FRAMES("no-frames", CaseType.CAMERA_FAULT, Severity.HIGH),
  /** The stream runs and the picture stands still. Details: {@code seconds}. */
  FROZEN_PICTURE("frozen-picture", CaseType.CAMERA_FAULT, Severity.HIGH),
  /** Details: {@code luma}, the mean of 0 to 255. */
  BLACK_PICTURE("black-picture", CaseType.CAMERA_FAULT, Severity.HIGH),
  /** Details: {@code share} of the picture that is white, in per cent. */
  OVER_EXPOSED("over-exposed", CaseType.CAMERA_FAULT, Severity.MEDIUM),
  /** Details: {@code sharpness} in per cent of what this camera usually shows. */
  BLURRED("blurred", CaseType.CAMERA_FAULT, Severity.MEDIUM),
  /** Details: {@code share} of the picture that is covered, in per cent. */
  COVERED_LENS("covered-lens", CaseType.CAMERA_FAULT, Severity.HIGH),
  /** The camera looks somewhere else. Details: {@code shift} in per cent of the picture's width. */
  SCENE_MOVED("scene-moved", CaseType.CAMERA_FAULT, Severity.MEDIUM),
  /**
   * It can't be judged what happens there. Details: {@code reason} (the code of a {@code
   * Hindrance}), and {@code zones} (ids) where others than these can be judged.
   */
  UNJUDGED("unjudged", CaseType.CAMERA_FAULT, Severity.MEDIUM),
  /** Details: {@code kilobits} a second now and {@code usual}. */
  BITRATE_COLLAPSE("bitrate-collapse", CaseType.CAMERA_FAULT, Severity.MEDIUM),
  /** Details: {@code seconds} between keyframes. */
  KEYFRAME_INTERVAL("keyframe-interval", CaseType.CAMERA_FAULT, Severity.LOW),
  /** Details: {@code seconds} that the camera's clock is ahead (positive) or behind. */
  CLOCK_OFF("clock-off", CaseType.CAMERA_FAULT, Severity.LOW),
  /** Details: {@code share} of the packets that did not arrive, in per cent. */
  PACKET_LOSS("packet-loss", CaseType.CAMERA_FAULT, Severity.MEDIUM),

  /** No room for recordings. Subject: the directory. Details: {@code free} bytes. */
  DISK_FULL("disk-full", CaseType.SYSTEM_FAULT, Severity.CRITICAL),
  /** Writing takes too long. Subject: the directory. Details: {@code milliseconds} of a write. */
  DISK_SLOW("disk-slow", CaseType.SYSTEM_FAULT, Severity.HIGH),
  /**
   * Not there, read-only, or failing. Subject: the directory. Details: {@code reason} (the code of
   * a reason) and {@code detail} (the same as an English sentence).
   */
  DISK_UNUSABLE("disk-unusable", CaseType.SYSTEM_FAULT, Severity.CRITICAL),
  /** Received video did not reach the disk. Subject: the camera. Details: {@code seconds}. */
  RECORDING_LOST("recording-lost", CaseType.SYSTEM_FAULT, Severity.HIGH),
  /**
   * The MQTT broker is away, or comes and goes. Subject: its id. Details: {@code reason}, {@code
   * detail}.
   */
  BROKER_AWAY("broker-away", CaseType.SYSTEM_FAULT, Severity.HIGH),
  /**
   * Readings wait on disk for the database. Subject: {@code spool}. Details: {@code share} of the
   * bound that they take, in per cent.
   */
  SPOOL_FILLING("spool-filling", CaseType.SYSTEM_FAULT, Severity.HIGH),
  /** No more readings can wait. Subject: {@code spool}. Details: {@code bytes} that wait. */
  SPOOL_FULL("spool-full", CaseType.SYSTEM_FAULT, Severity.CRITICAL),
  /**
   * The disk where readings wait fails. Subject: {@code spool}. Details: {@code reason}, {@code
   * detail}.
   */
  SPOOL_UNUSABLE("spool-unusable", CaseType.SYSTEM_FAULT, Severity.CRITICAL),
  /**
   * A sensor's messages can't be read. Subject: the sensor's id. Details: {@code reason}, {@code
   * detail}.
   */
  UNREADABLE_MESSAGES("unreadable-messages", CaseType.SYSTEM_FAULT, Severity.MEDIUM);

  private final String code;
  private final CaseType caseType;
  private final Severity severity;

  FaultKind(String code, CaseType caseType, Severity severity) {
    this.code = code;
    this.caseType = caseType;
    this.severity = severity;
  }

  /** The name in the database, the API and the texts. */
  @JsonValue
  public String code() {
    return code;
  }

  /** The kind with this code. */
  @JsonCreator
  public static FaultKind of(String code) {
    return Arrays.stream(values())
        .filter(kind -> kind.code.equals(code))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no kind of fault is " + code));
  }

  public CaseType caseType() {
    return caseType;
  }

  public Severity severity() {
    return severity;
  }

  /** Whether many that fail at the same moment share a case: cameras do, and sensors. */
  public boolean shared() {
    return ofCamera() || this == UNREADABLE_MESSAGES;
  }

  /** Whether the subject is a camera's id. */
  public boolean ofCamera() {
    return caseType == CaseType.CAMERA_FAULT;
  }
}
