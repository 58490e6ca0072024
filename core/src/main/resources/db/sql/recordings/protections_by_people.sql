select count(*) from recording_protection
 where created_by <> :hub
   and (expires_at is null or expires_at > :now)
