package org.gengfu.core.storage;

import io.micrometer.core.instrument.Counter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.gengfu.core.sensing.Quality;
import org.gengfu.core.sensing.Reading;
import org.gengfu.core.sensing.ReadingStore;
import org.jdbi.v3.core.Handle;
import org.postgresql.PGConnection;

/** Readings: copied into a staging table of the connection, then merged into the series. */
final class JdbcReadingStore implements ReadingStore {
  private final Sql sql;
  private final Counter stored;

  JdbcReadingStore(Sql sql, Counter stored) {
    this.sql = sql;
    this.stored = stored;
  }

  @Override
  public void append(List<Reading> readings) {
    if (readings.isEmpty()) {
      return;
    }
    int added =
        sql.transaction(
            handle -> {
              handle.execute(Sql.file("readings/staging"));
              copy(handle, readings);
              int inserted = handle.execute(Sql.file("readings/merge"));
              handle.execute(Sql.file("readings/latest"));
              return inserted;
            });
    stored.increment(added);
  }

  private static void copy(Handle handle, List<Reading> readings) {
    StringBuilder text = new StringBuilder(readings.size() * 64);
    for (Reading reading : readings) {
      text.append(Sql.time(reading.time())).append('\t');
      escape(reading.sensorId(), text);
      text.append('\t');
      escape(reading.metric(), text);
      text.append('\t').append(reading.value()).append('\t');
      escape(reading.unit(), text);
      text.append('\t');
      if (reading.good()) {
        text.append("\\N");
      } else {
        text.append(reading.quality().code());
      }
      text.append('\n');
    }
    try {
      handle
          .getConnection()
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyIn(
              "copy reading_staging from stdin",
              new java.io.ByteArrayInputStream(text.toString().getBytes(StandardCharsets.UTF_8)));
    } catch (SQLException | IOException e) {
      throw Sql.failure(e);
    }
  }

  /** COPY's text format: backslash before backslash, tab, newline and carriage return. */
  private static void escape(String value, StringBuilder text) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '\\' -> text.append("\\\\");
        case '\t' -> text.append("\\t");
        case '\n' -> text.append("\\n");
        case '\r' -> text.append("\\r");
        default -> text.append(c);
      }
    }
  }

  @Override
  public List<Reading> latest() {
    return sql.read(
        handle ->
            handle
                .createQuery(
                    "select sensor_id, metric, value, unit, time, quality from reading_latest"
                        + " order by sensor_id, metric")
                .map(
                    (row, context) ->
                        new Reading(
                            row.getString("sensor_id"),
                            row.getString("metric"),
                            row.getDouble("value"),
                            row.getString("unit"),
                            Rows.instant(row, "time"),
                            Quality.of(row.getInt("quality"))))
                .list());
  }

  @Override
  public List<Reading> readings(String sensorId, Instant from, Instant to, int limit) {
    OffsetDateTime begin = Sql.time(from);
    return sql.read(
        handle ->
            handle
                .createQuery(Sql.file("readings/stored"))
                .bind("sensor", sensorId)
                .bind("from", begin)
                .bind("to", Sql.time(to))
                .bind("limit", limit)
                .map(
                    (row, context) ->
                        new Reading(
                            row.getString("sensor_id"),
                            row.getString("metric"),
                            row.getDouble("value"),
                            "", // the series keeps no units
                            Rows.instant(row, "time"),
                            Quality.of(row.getInt("quality"))))
                .list());
  }

  @Override
  public List<Bucket> series(
      String sensorId, String metric, Instant from, Instant to, Duration bucketWidth) {
    if (bucketWidth.isNegative() || bucketWidth.isZero()) {
      throw new IllegalArgumentException("a bucket has a width above 0, not " + bucketWidth);
    }
    OffsetDateTime begin = Sql.time(from);
    return sql.read(
        handle ->
            handle
                .createQuery(Sql.file("readings/series"))
                .bind("sensor", sensorId)
                .bind("metric", metric)
                .bind("from", begin)
                .bind("to", Sql.time(to))
                .bind("seconds", bucketWidth.toNanos() / 1e9)
                .map(
                    (row, context) ->
                        new Bucket(
                            Rows.instant(row, "start"),
                            row.getDouble("mean"),
                            row.getDouble("least"),
                            row.getDouble("greatest"),
                            row.getLong("readings")))
                .list());
  }
}
