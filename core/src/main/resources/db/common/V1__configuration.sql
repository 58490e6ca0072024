-- What an admin configures: one row a thing, its body as JSON with the secrets in it encrypted.
create table config_item (
  kind       text        not null,
  id         text        not null,
  version    bigint      not null,
  body       jsonb       not null,
  changed_at timestamptz not null,
  changed_by text        not null,
  primary key (kind, id)
);

-- Who changed what, with the thing before and after; secrets never stand here.
create table audit (
  id      bigint generated always as identity primary key,
  at      timestamptz not null,
  actor   text        not null,
  action  text        not null,
  kind    text        not null,
  subject text        not null,
  before  jsonb,
  after   jsonb
);
create index audit_by_subject on audit (kind, subject, id);

create table account (
  name          text        primary key,
  role          text        not null,
  worker_id     text,
  password_hash text        not null,
  created_at    timestamptz not null
);

create table session (
  token_hash   text        primary key,
  account_name text        not null references account on delete cascade,
  created_at   timestamptz not null,
  expires_at   timestamptz not null
);
create index session_by_account on session (account_name);

create table village_map (
  only_row   boolean     primary key default true check (only_row),
  geo_json   text        not null,
  changed_at timestamptz not null,
  changed_by text        not null
);

-- The health check writes here: reading alone would not notice a full disk or a read-only standby.
create table health_probe (
  only_row boolean     primary key default true check (only_row),
  at       timestamptz not null
);
insert into health_probe (at) values (now());

-- The latest value of every metric, kept with every batch, so that nobody searches the series for it.
create table reading_latest (
  sensor_id text             not null,
  metric    text             not null,
  value     double precision not null,
  unit      text             not null,
  time      timestamptz      not null,
  primary key (sensor_id, metric)
);
