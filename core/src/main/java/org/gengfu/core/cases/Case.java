package org.gengfu.core.cases;

import java.time.Instant;
import java.util.Set;
import org.gengfu.core.geometry.Box;
import org.jspecify.annotations.Nullable;

/**
 * A case 工单: one episode, and what people do about it until it is over.
 *
 * @param id number shown to people, counts up
 * @param type what it is about
 * @param severity how bad
 * @param condition whether the place still shows it
 * @param handling what people have done
 * @param cameraId where; null for a sensor
 * @param zoneId where; null for a sensor
 * @param sensorId where; null for a camera
 * @param gridId grid it was routed by; null where the source has none
 * @param workerId grid worker it is with; null where nobody was found
 * @param place name of the place when it was opened, for people
 * @param box where in the picture; null for a sensor
 * @param value the sensor's value when it was opened; null for a camera
 * @param fault what is technically wrong; null for a case of the village
 * @param onset when it began
 * @param openedAt when the case was opened
 * @param clearedAt since when the place is clear again; null while active
 * @param closedAt when it was closed or found to be a false alarm; null while open
 * @param version counts up with every step, from 1
 */
public record Case(
    long id,
    CaseType type,
    Severity severity,
    Condition condition,
    Handling handling,
    @Nullable String cameraId,
    @Nullable String zoneId,
    @Nullable String sensorId,
    @Nullable String gridId,
    @Nullable String workerId,
    String place,
    @Nullable Box box,
    @Nullable Double value,
    @Nullable CaseFault fault,
    Instant onset,
    Instant openedAt,
    @Nullable Instant clearedAt,
    @Nullable Instant closedAt,
    long version) {

  /** The states that people may take it to from here; technical cases are handed to nobody. */
  public Set<Handling> next() {
    Set<Handling> next = handling.next();
    if (type.technical()) {
      next.removeAll(Set.of(Handling.DISPATCHED, Handling.HANDLED));
    }
    return next;
  }
}
