-- In the order of the key: two batches with the same rows wait for each other, never in a circle.
insert into reading (time, sensor_id, metric, value, quality)
select time, sensor_id, metric, value, quality from reading_staging
 order by sensor_id, metric, time
on conflict do nothing
