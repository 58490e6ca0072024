-- The series, as hypertables by day. The same names and columns as in ../plain.
create table reading (
  time      timestamptz      not null,
  sensor_id text             not null,
  metric    text             not null,
  value     double precision not null,
  primary key (sensor_id, metric, time)
);
select create_hypertable('reading', by_range('time', interval '1 day'));

create table camera_health (
  time             timestamptz      not null,
  camera_id        text             not null,
  state            text             not null,
  units_per_second double precision not null,
  bits_per_second  double precision not null,
  lost_packets     bigint           not null,
  primary key (camera_id, time)
);
select create_hypertable('camera_health', by_range('time', interval '1 day'));

-- The columnstore belongs to the community edition; an Apache-only build works without it.
do $$
begin
  if current_setting('timescaledb.license', true) = 'timescale' then
    execute $sql$alter table reading set (
      timescaledb.enable_columnstore = true,
      timescaledb.segmentby = 'sensor_id, metric',
      timescaledb.orderby = 'time desc')$sql$;
    execute $sql$alter table camera_health set (
      timescaledb.enable_columnstore = true,
      timescaledb.segmentby = 'camera_id',
      timescaledb.orderby = 'time desc')$sql$;
    execute $sql$call add_columnstore_policy('reading', after => interval '7 days')$sql$;
    execute $sql$call add_columnstore_policy('camera_health', after => interval '7 days')$sql$;
  end if;
end
$$;

-- Called at every start and then every hour, with how long each series is kept.
create function tend_series(series text, kept interval, at timestamptz) returns void
language plpgsql as $$
begin
  -- The extension makes chunks by itself, and its own job drops the old ones: a job that is right is left alone.
  if current_setting('timescaledb.license', true) is distinct from 'timescale' then
    perform drop_chunks(series::regclass, at - kept);
  elsif not exists (
    select 1 from timescaledb_information.jobs
     where proc_name = 'policy_retention'
       and hypertable_name = series
       and (config ->> 'drop_after')::interval = kept)
  then
    perform remove_retention_policy(series::regclass, if_exists => true);
    perform add_retention_policy(series::regclass, kept);
  end if;
end
$$;
