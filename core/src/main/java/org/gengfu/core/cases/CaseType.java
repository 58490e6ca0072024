package org.gengfu.core.cases;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a case is about. */
public enum CaseType {
  @JsonProperty("illegal-parking")
  ILLEGAL_PARKING("illegal-parking"),
  @JsonProperty("illegal-dumping")
  ILLEGAL_DUMPING("illegal-dumping"),
  /** 入侵: somebody is where nobody may be at that hour. */
  @JsonProperty("intrusion")
  INTRUSION("intrusion"),
  /** 徘徊: somebody stays about. */
  @JsonProperty("loitering")
  LOITERING("loitering"),
  /** 联动告警: a sensor and a camera say it together. */
  @JsonProperty("joint-rule")
  JOINT_RULE("joint-rule"),
  @JsonProperty("sensor-threshold")
  SENSOR_THRESHOLD("sensor-threshold"),
  /** 技术故障: something is wrong with a camera; for the admin. */
  @JsonProperty("camera-fault")
  CAMERA_FAULT("camera-fault"),
  /** 技术故障: something is wrong with the hub, its disks or brokers; for the admin. */
  @JsonProperty("system-fault")
  SYSTEM_FAULT("system-fault");

  private final String code;

  CaseType(String code) {
    this.code = code;
  }

  /** The name in the database, the API and event files. */
  public String code() {
    return code;
  }

  /** Whether what it is about can become more: a heap of rubbish is one case, however it grows. */
  public boolean grows() {
    return this == ILLEGAL_DUMPING;
  }

  /** Whether it is about the technology, not about the village: the admin's, no grid worker's. */
  public boolean technical() {
    return this == CAMERA_FAULT || this == SYSTEM_FAULT;
  }
}
