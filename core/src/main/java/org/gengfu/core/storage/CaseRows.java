package org.gengfu.core.storage;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.gengfu.core.cases.Case;
import org.gengfu.core.cases.CaseFault;
import org.gengfu.core.cases.CaseStep;
import org.gengfu.core.cases.CaseType;
import org.gengfu.core.cases.Condition;
import org.gengfu.core.cases.Evidence;
import org.gengfu.core.cases.Evidence.EvidenceKind;
import org.gengfu.core.cases.FaultKind;
import org.gengfu.core.cases.Handling;
import org.gengfu.core.cases.NoClipReason;
import org.gengfu.core.cases.Severity;
import org.gengfu.core.geometry.Box;
import org.jspecify.annotations.Nullable;

/** Rows of the case tables as records. */
final class CaseRows {
  private CaseRows() {}

  static Case theCase(ResultSet row) throws SQLException {
    double value = row.getDouble("value");
    return new Case(
        row.getLong("id"),
        Rows.constant(CaseType.class, row.getString("type")),
        Rows.constant(Severity.class, row.getString("severity")),
        Rows.constant(Condition.class, row.getString("condition")),
        Rows.constant(Handling.class, row.getString("handling")),
        row.getString("camera_id"),
        row.getString("zone_id"),
        row.getString("sensor_id"),
        row.getString("grid_id"),
        row.getString("worker_id"),
        row.getString("place"),
        box(row),
        rowWasNull(row, "value") ? null : Double.valueOf(value),
        fault(row),
        Rows.instant(row, "onset"),
        Rows.instant(row, "opened_at"),
        Rows.instantOrNull(row, "cleared_at"),
        Rows.instantOrNull(row, "closed_at"),
        row.getLong("version"));
  }

  private static boolean rowWasNull(ResultSet row, String column) throws SQLException {
    return row.getObject(column) == null;
  }

  private static @Nullable CaseFault fault(ResultSet row) throws SQLException {
    String kind = row.getString("fault");
    return kind == null
        ? null
        : new CaseFault(
            FaultKind.of(kind),
            row.getString("fault_subject"),
            row.getInt("fault_count"),
            FaultDetails.read(row.getString("fault_details")));
  }

  private static @Nullable Box box(ResultSet row) throws SQLException {
    Array array = row.getArray("box");
    if (array == null) {
      return null;
    }
    Double[] edges = (Double[]) array.getArray();
    return new Box(edges[0], edges[1], edges[2], edges[3]);
  }

  static Double @Nullable [] edges(@Nullable Box box) {
    return box == null ? null : new Double[] {box.x(), box.y(), box.width(), box.height()};
  }

  static CaseStep step(ResultSet row) throws SQLException {
    return new CaseStep(
        row.getLong("case_id"),
        row.getInt("sequence"),
        Rows.instant(row, "at"),
        row.getString("actor"),
        Rows.constant(CaseStep.Action.class, row.getString("action")),
        Rows.constantOrNull(Handling.class, row.getString("handling")),
        Rows.constantOrNull(NoClipReason.class, row.getString("reason")),
        row.getString("note"));
  }

  static Evidence evidence(ResultSet row) throws SQLException {
    return new Evidence(
        row.getLong("id"),
        row.getLong("case_id"),
        Rows.constant(EvidenceKind.class, row.getString("kind")),
        row.getString("media_type"),
        row.getLong("size"),
        row.getString("sha256"),
        Rows.instant(row, "taken_at"),
        row.getString("actor"));
  }
}
