-- By time over all metrics, as they came in; those of one time in the order of their names.
select sensor_id, metric, value, time, quality
  from reading
 where sensor_id = :sensor and time >= :from and time < :to
 order by time, metric
 limit :limit
