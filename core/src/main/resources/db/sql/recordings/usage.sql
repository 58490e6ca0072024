select camera_id,
       min(started_at) as oldest,
       max(ended_at) as newest,
       coalesce(sum(bytes), 0) as bytes,
       coalesce(sum(bytes) filter (where started_at >= :since), 0) as bytes_since
  from recording_segment
 where state <> 'deleting'
 group by camera_id
 order by camera_id
