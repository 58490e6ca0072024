insert into reading (time, sensor_id, metric, value)
select time, sensor_id, metric, value from reading_staging
on conflict do nothing
