insert into recording_protection (camera_id, from_at, to_at, reason, created_at, created_by)
values (:camera, :from, :to, :reason, :at, :actor)
returning *
