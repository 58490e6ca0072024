create temporary table if not exists reading_staging (
  time      timestamptz      not null,
  sensor_id text             not null,
  metric    text             not null,
  value     double precision not null,
  unit      text             not null,
  quality   smallint
) on commit delete rows
