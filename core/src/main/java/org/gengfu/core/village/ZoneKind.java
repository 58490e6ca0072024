package org.gengfu.core.village;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Set;
import org.gengfu.core.cases.CaseType;

/** What must not happen in a zone, or what may. */
public enum ZoneKind {
  /** No vehicle may stand here for longer than the dwell. */
  @JsonProperty("no-parking")
  NO_PARKING(
      CaseType.ILLEGAL_PARKING,
      false,
      ZoneSubject.VEHICLE,
      Set.of(ZoneSubject.VEHICLE, ZoneSubject.ANY)),
  /** Nothing may be left behind here. */
  @JsonProperty("no-dumping")
  NO_DUMPING(CaseType.ILLEGAL_DUMPING, false, ZoneSubject.ANY, Set.of(ZoneSubject.ANY)),
  /**
   * What is put down here within the hours is no dumping; it is a case only when it still lies here
   * after the dwell. Outside the hours the other zones' rules hold here as anywhere.
   */
  @JsonProperty("collection-point")
  COLLECTION_POINT(CaseType.ILLEGAL_DUMPING, false, ZoneSubject.ANY, Set.of(ZoneSubject.ANY)),
  /** Nobody may be here, not even passing, for longer than the dwell. */
  @JsonProperty("intrusion")
  INTRUSION(CaseType.INTRUSION, true, ZoneSubject.ANY, Set.of(ZoneSubject.values())),
  /** One may pass, but not stay for the dwell. */
  @JsonProperty("loitering")
  LOITERING(CaseType.LOITERING, true, ZoneSubject.PERSON, Set.of(ZoneSubject.values()));

  private final CaseType caseType;
  private final boolean needsMotion;
  private final ZoneSubject usualSubject;

  @SuppressWarnings("ImmutableEnumChecker") // Set.of gives immutable ones
  private final Set<ZoneSubject> subjects;

  ZoneKind(
      CaseType caseType, boolean needsMotion, ZoneSubject usualSubject, Set<ZoneSubject> subjects) {
    this.caseType = caseType;
    this.needsMotion = needsMotion;
    this.usualSubject = usualSubject;
    this.subjects = subjects;
  }

  /** The case that this zone's rule opens. */
  public CaseType caseType() {
    return caseType;
  }

  /**
   * Whether its rule is judged by what moves: pictures in quick succession serve it while something
   * does. The others are judged by what stays, for which keyframes will do.
   */
  public boolean needsMotion() {
    return needsMotion;
  }

  /** Whom the rule is about where the zone does not say. */
  public ZoneSubject usualSubject() {
    return usualSubject;
  }

  /** Whom the rule can be about. */
  public Set<ZoneSubject> subjects() {
    return subjects;
  }
}
