-- In the order of the key, so that two batches can't lock each other out.
insert into reading_latest as kept (sensor_id, metric, value, unit, time, quality)
select distinct on (sensor_id, metric) sensor_id, metric, value, unit, time, quality
  from reading_staging
 order by sensor_id, metric, time desc
on conflict (sensor_id, metric) do update
   set value = excluded.value, unit = excluded.unit, time = excluded.time, quality = excluded.quality
 where excluded.time > kept.time
