insert into case_clip (case_id, state, next_attempt_at)
select id, 'waiting', opened_at from case_file
 where camera_id is not null
   and type not in ('camera-fault', 'system-fault')
   and opened_at >= :since
   and not exists (select 1 from case_clip where case_id = case_file.id)
on conflict do nothing
