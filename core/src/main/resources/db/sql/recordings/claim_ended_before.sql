update recording_segment set state = 'deleting'
 where (disk_id, path) in (
   select s.disk_id, s.path from recording_segment s
    where s.camera_id = :camera and s.stream in ('main', 'sub') and s.started_at < :before
      and s.disk_id = :disk and s.state = 'closed' and s.ended_at < :before
      and not exists (
        select 1 from recording_protection p
         where p.camera_id = s.camera_id and p.from_at < s.ended_at and p.to_at > s.started_at
           and (p.expires_at is null or p.expires_at > :now))
    order by s.started_at
    limit :limit)
returning *
