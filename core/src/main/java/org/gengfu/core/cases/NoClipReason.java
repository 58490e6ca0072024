package org.gengfu.core.cases;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * Why a case has no clip. The codes stand in the database, the API and the texts of every language;
 * they never change. The note of the step says it as an English sentence.
 */
public enum NoClipReason {
  /** Nothing was recorded at that time, or it is gone. */
  NOT_RECORDED,
  /** The camera changed its codec in that time. */
  CODEC_CHANGED,
  TOO_LONG,
  /** As many recordings are protected as may be. */
  TOO_MANY_PROTECTED,
  /** As many files as are allowed were being made. */
  BUSY,
  /** On the disk for the evidence. */
  NO_ROOM,
  /** The recording can't be read, or the clip can't be written. */
  DISK_FAILED,
  FAILED;

  /** The name in the database, the API and the texts. */
  @JsonValue
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
