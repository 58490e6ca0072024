package org.gengfu.core.faults;

import com.fasterxml.jackson.annotation.JsonValue;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;

/**
 * Why a broker is away, a disk takes nothing, or a sensor's message can't be read. The codes stand
 * in the database, the API and the texts of every language; they never change. What was measured or
 * answered goes beside them as an English sentence.
 */
public enum FaultReason {
  /** It was not tried yet, or its first answer is awaited. */
  BROKER_NOT_ANSWERED,
  BROKER_NAME_UNKNOWN,
  BROKER_NO_ROUTE,
  /** Nothing listens at the port. */
  BROKER_REFUSED,
  BROKER_NO_ANSWER,
  BROKER_TLS_FAILED,
  /** The certificates that are configured for it. */
  BROKER_CERTIFICATE_UNUSABLE,
  BROKER_LOGIN_WRONG,
  BROKER_NOT_ALLOWED,
  BROKER_CLIENT_ID_REFUSED,
  BROKER_CLIENT_ID_TAKEN,
  /** It speaks the other version of MQTT. */
  BROKER_VERSION,
  /** It says so itself, or that it shuts down. */
  BROKER_UNAVAILABLE,
  BROKER_CLOSED,
  BROKER_LOST,
  /** Too much waits for the database: nothing more is taken from it. */
  BROKER_HELD_BACK,
  BROKER_FAILED,

  /** Another disk, or none, is mounted where it was. */
  DISK_MISSING,
  DISK_READ_ONLY,
  DISK_BROKEN,
  DISK_NO_ROOM,
  DISK_FORBIDDEN,
  DISK_GONE,
  DISK_FAILED,

  MESSAGE_EMPTY,
  MESSAGE_TOO_LARGE,
  MESSAGE_NOT_JSON,
  /** Too deep, or with a number or a name that is too long. */
  MESSAGE_PAST_LIMIT,
  MESSAGE_NOT_TEXT,
  VALUE_MISSING,
  VALUE_NO_NUMBER,
  VALUE_OUT_OF_RANGE,
  /** Neither the word for online nor the one for offline. */
  AVAILABILITY_UNKNOWN,

  /** The value was read and lies outside of what is plausible. */
  VALUE_IMPLAUSIBLE,
  /** The value was read, and the sensor itself doubts it. */
  VALUE_DOUBTFUL,
  /** The time of arrival was taken instead. */
  TIME_WRONG,
  TOPIC_REFUSED,
  /** By the database. */
  VALUE_REFUSED,
  /** Topic or pointer of the sensor can't be used. */
  MAPPING_WRONG;

  /** The name in the database, the API and the texts. */
  @JsonValue
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Why a disk failed: Java tells what the operating system said by type or text alone. */
  public static FaultReason ofDisk(Exception failure) {
    if (failure instanceof AccessDeniedException) {
      return DISK_FORBIDDEN;
    } else if (failure instanceof NoSuchFileException) {
      return DISK_GONE;
    } else if (!(failure instanceof IOException)) {
      return DISK_FAILED;
    }
    String said = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
    if (said.contains("read-only file system")) {
      return DISK_READ_ONLY;
    } else if (said.contains("input/output error")) {
      return DISK_BROKEN;
    } else if (said.contains("no space left") || said.contains("quota exceeded")) {
      return DISK_NO_ROOM;
    } else if (said.contains("permission denied") || said.contains("not permitted")) {
      return DISK_FORBIDDEN;
    }
    return said.contains("no such file")
            || said.contains("no such device")
            || said.contains("stale")
        ? DISK_GONE
        : DISK_FAILED;
  }
}
