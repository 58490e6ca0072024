-- No segment is longer than an hour: older ones need not be looked at.
select * from recording_segment
 where camera_id = :camera and stream = :stream
   and started_at < :to and started_at > cast(:from as timestamptz) - interval '1 hour'
   and ended_at > :from
   and state <> 'deleting'
 order by started_at
 limit :limit
