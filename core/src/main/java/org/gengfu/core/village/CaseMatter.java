package org.gengfu.core.village;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;
import org.gengfu.core.cases.CaseType;
import org.jspecify.annotations.Nullable;

/**
 * What a case is about where its type does not say all, by what its zone is now. The codes stand in
 * the API and the texts; they never change.
 */
public enum CaseMatter {
  /** 消防通道被堵: a vehicle stands in a fire lane. */
  FIRE_LANE("fire-lane"),
  /** 投放点超时未清运: rubbish lies at a collection point and was not collected in time. */
  COLLECTION_POINT("collection-point");

  private final String code;

  CaseMatter(String code) {
    this.code = code;
  }

  @JsonValue
  public String code() {
    return code;
  }

  /** Of a case of this type in this zone; empty where the type says all, or the zone is gone. */
  public static Optional<CaseMatter> of(Village village, CaseType type, @Nullable String zoneId) {
    if (zoneId == null) {
      return Optional.empty();
    }
    return village
        .find(Kind.ZONE, zoneId)
        .map(found -> (Zone) found.entity())
        .flatMap(
            zone -> {
              if (type == CaseType.ILLEGAL_PARKING && zone.fireLane()) {
                return Optional.of(FIRE_LANE);
              }
              return type == CaseType.ILLEGAL_DUMPING && zone.kind() == ZoneKind.COLLECTION_POINT
                  ? Optional.of(COLLECTION_POINT)
                  : Optional.empty();
            });
  }
}
