-- The series, as native partitions by day. The same names and columns as in ../timescale.
create table reading (
  time      timestamptz      not null,
  sensor_id text             not null,
  metric    text             not null,
  value     double precision not null,
  primary key (sensor_id, metric, time)
) partition by range (time);

create table camera_health (
  time             timestamptz      not null,
  camera_id        text             not null,
  state            text             not null,
  units_per_second double precision not null,
  bits_per_second  double precision not null,
  lost_packets     bigint           not null,
  primary key (camera_id, time)
) partition by range (time);

-- What comes with a time outside the partitions made ahead (a sensor's clock may be wrong) lands here.
create table reading_other partition of reading default;
create table camera_health_other partition of camera_health default;

-- Makes the partition of one UTC day and moves into it what the default partition holds of that day.
create function make_partition(series text, day date) returns void
language plpgsql as $$
declare
  partition_name text := series || '_' || to_char(day, 'YYYYMMDD');
  day_begin timestamptz := day::timestamp at time zone 'UTC';
  day_end timestamptz := (day + 1)::timestamp at time zone 'UTC';
begin
  if to_regclass(partition_name) is not null then
    return;
  end if;
  execute format('create table %I (like %I including all)', partition_name, series);
  execute format(
    'with moved as (delete from %I where time >= $1 and time < $2 returning *) insert into %I select * from moved',
    series || '_other', partition_name) using day_begin, day_end;
  execute format(
    'alter table %I attach partition %I for values from (%L) to (%L)',
    series, partition_name, day_begin, day_end);
end
$$;

-- Called at every start and then every hour: makes partitions a week ahead and drops those past their time.
create function tend_series(series text, kept interval, at timestamptz) returns void
language plpgsql as $$
declare
  today date := (at at time zone 'UTC')::date;
  oldest date := ((at - kept) at time zone 'UTC')::date;
  old_partition text;
begin
  for ahead in -1..7 loop
    perform make_partition(series, today + ahead);
  end loop;
  for old_partition in
    select child.relname from pg_inherits
      join pg_class child on child.oid = pg_inherits.inhrelid
      join pg_class parent on parent.oid = pg_inherits.inhparent
     where parent.relname = series
       and child.relname ~ ('^' || series || '_[0-9]{8}$')
       and to_date(right(child.relname, 8), 'YYYYMMDD') < oldest
  loop
    execute format('drop table %I', old_partition);
  end loop;
  execute format('delete from %I where time < $1', series || '_other') using at - kept;
end
$$;
