-- The clip of each case with a camera: made, still to be made, or not to be had.
create table case_clip (
  case_id         bigint      primary key references case_file,
  state           text        not null check (state in ('waiting', 'made', 'missing')),
  protection_id   bigint,
  attempts        int         not null default 0,
  next_attempt_at timestamptz not null,
  last_error      text
);
create index case_clip_due on case_clip (next_attempt_at, case_id) where state = 'waiting';
create index case_clip_protected on case_clip (case_id) where protection_id is not null;

-- Cases from before there were recordings have no clip.
insert into case_clip (case_id, state, next_attempt_at)
select id, 'missing', opened_at from case_file where camera_id is not null;

create index audit_by_kind on audit (kind, id);
