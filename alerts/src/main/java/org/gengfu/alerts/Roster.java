package org.gengfu.alerts;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;
import org.gengfu.core.village.Duty;
import org.gengfu.core.village.Grid;
import org.gengfu.core.village.Village;
import org.gengfu.core.village.Worker;
import org.jspecify.annotations.Nullable;

/** Who answers for a grid at a moment, by village time. */
final class Roster {
  private final ZoneId zone;

  Roster(ZoneId zone) {
    this.zone = zone;
  }

  /**
   * The grid worker for the grid.
   *
   * @param onDuty false where it is the grid's fallback
   */
  record Answer(Worker worker, boolean onDuty) {}

  /** Empty where there is no grid, nobody is on duty in it and it has no fallback. */
  Optional<Answer> answersFor(Village village, @Nullable String gridId, Instant at) {
    if (gridId == null) {
      return Optional.empty();
    }
    ZonedDateTime local = at.atZone(zone);
    Optional<Answer> onDuty =
        village.duties().stream()
            .filter(duty -> duty.gridId().equals(gridId))
            .filter(duty -> duty.covers(local.getDayOfWeek(), local.toLocalTime()))
            .map(Duty::workerId)
            .flatMap(id -> village.worker(id).stream())
            .map(worker -> new Answer(worker, true))
            .findFirst();
    return onDuty.or(() -> fallback(village, gridId));
  }

  private static Optional<Answer> fallback(Village village, String gridId) {
    return village
        .grid(gridId)
        .map(Grid::fallbackWorkerId)
        .flatMap(village::worker)
        .map(worker -> new Answer(worker, false));
  }
}
