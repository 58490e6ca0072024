select started_at, ended_at from recording_segment
 where camera_id = :camera and stream = :stream
   and started_at < :to and started_at > cast(:from as timestamptz) - interval '1 hour'
   and ended_at > :from
   and state <> 'deleting'
 order by started_at
