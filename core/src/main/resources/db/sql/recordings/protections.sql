select * from recording_protection
 where (expires_at is null or expires_at > :now)
   and (cast(:camera as text) is null or camera_id = :camera)
   and not (:byPeople and created_by = :hub)
   and (cast(:before as bigint) is null or id < :before)
 order by id desc
 limit :limit
