package org.gengfu.core.storage;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.gengfu.core.media.CameraHealthStore;
import org.gengfu.core.media.CameraStatus;
import org.gengfu.core.media.UsualBitrates;
import org.jdbi.v3.core.statement.PreparedBatch;

final class JdbcCameraHealthStore implements CameraHealthStore, UsualBitrates {
  private final Sql sql;

  JdbcCameraHealthStore(Sql sql) {
    this.sql = sql;
  }

  @Override
  public void append(Instant time, Collection<CameraStatus> statuses) {
    if (statuses.isEmpty()) {
      return;
    }
    sql.transaction(
        handle -> {
          PreparedBatch batch = handle.prepareBatch(Sql.file("cameras/append_health"));
          for (CameraStatus status : statuses) {
            batch
                .bind("time", Sql.time(time))
                .bind("camera", status.cameraId())
                .bind("state", Rows.code(status.state()))
                .bind("units", status.unitsPerSecond())
                .bind("bits", status.bitsPerSecond())
                .bind("lost", status.lostPackets())
                .add();
          }
          return batch.execute();
        });
  }

  @Override
  public List<UsualBitrate> since(Instant from) {
    return sql.read(
        handle ->
            handle
                .createQuery(Sql.file("cameras/usual_bitrates"))
                .bind("from", Sql.time(from))
                .map(
                    (row, context) ->
                        new UsualBitrate(
                            row.getString("camera_id"),
                            row.getInt("hour"),
                            row.getDouble("bits"),
                            row.getLong("minutes")))
                .list());
  }
}
