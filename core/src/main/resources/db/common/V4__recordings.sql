-- Disks that hold recordings, known by the random marker that stands in a file on each.
create table recording_disk (
  id        int  generated always as identity primary key,
  marker    uuid not null unique,
  directory text not null
);

-- One row a recorded file; the file alone tells the same (docs/design/recording.md).
create table recording_segment (
  disk_id      int         not null references recording_disk,
  path         text        collate "C" not null,
  camera_id    text        not null,
  stream       text        not null check (stream in ('main', 'sub')),
  started_at   timestamptz not null,
  ended_at     timestamptz not null,
  state        text        not null check (state in ('open', 'closed', 'deleting')),
  bytes        bigint      not null,
  codecs       text        not null,
  width        int         not null,
  height       int         not null,
  header_bytes int         not null,
  fragments    bytea       not null,
  primary key (disk_id, path)
);
-- Sums and retention go through many rows and never look at the fragments: keep those aside.
alter table recording_segment alter column fragments set storage external;
alter table recording_segment set (toast_tuple_target = 256);
create index recording_by_time on recording_segment (camera_id, stream, started_at);
create index recording_by_age on recording_segment (disk_id, started_at) where state = 'closed';
create index recording_unfinished on recording_segment (disk_id, state) where state <> 'closed';

-- What is kept as evidence, whatever its age and however full the disk.
create table recording_protection (
  id         bigint      generated always as identity primary key,
  camera_id  text        not null,
  from_at    timestamptz not null,
  to_at      timestamptz not null check (to_at > from_at),
  reason     text        not null,
  created_at timestamptz not null,
  created_by text        not null,
  expires_at timestamptz
);
create index recording_protection_by_camera on recording_protection (camera_id, from_at);
