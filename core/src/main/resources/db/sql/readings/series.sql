-- The origin is that of TimescaleDB's time_bucket, so that a roll-up there gives the same buckets.
-- Good readings only: one of 65535 from a broken probe would flatten the rest.
select date_bin(make_interval(secs => :seconds), time, timestamptz '2000-01-03 00:00:00+00') as start,
       avg(value) as mean, min(value) as least, max(value) as greatest, count(*) as readings
  from reading
 where sensor_id = :sensor and metric = :metric and time >= :from and time < :to and quality is null
 group by 1
 order by 1
