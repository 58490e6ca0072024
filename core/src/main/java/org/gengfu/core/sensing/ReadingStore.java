package org.gengfu.core.sensing;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Port to the series of readings. All calls block. */
public interface ReadingStore {
  /**
   * Writes readings durably; a reading of the same sensor, metric and time is written once.
   *
   * @throws org.gengfu.core.storage.StoreException when the database is away; nothing is written
   *     then
   */
  void append(List<Reading> readings);

  /** The latest reading of each metric of each sensor. */
  List<Reading> latest();

  /**
   * The readings of a sensor's metrics, whatever their quality, oldest first.
   *
   * @param from begin, inclusive
   * @param to end, exclusive
   * @param limit at most this many
   */
  List<Reading> readings(String sensorId, Instant from, Instant to, int limit);

  /** Mean, least and greatest value of the good readings a bucket, oldest first. */
  List<Bucket> series(
      String sensorId, String metric, Instant from, Instant to, Duration bucketWidth);

  /** One bucket of a series. */
  record Bucket(Instant start, double mean, double least, double greatest, long count) {}
}
