-- What nine of ten minutes have reached, so that one quiet night does not raise it and one bad one
-- does not lower it.
select camera_id,
       cast(extract(hour from time at time zone 'UTC') as int) as hour,
       percentile_cont(0.1) within group (order by bits_per_second) as bits,
       count(*) as minutes
  from camera_health
 where time >= :from and state = 'streaming' and bits_per_second > 0
 group by 1, 2
