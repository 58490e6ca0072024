select * from case_file
 where closed_at is null
   and condition = 'active'
   and type = :type
   and ((camera_id = :camera and zone_id = :zone)
     or (sensor_id = :sensor and metric = :metric)
     or (fault = :fault and fault_subject = :subject))
   and (fault is not null or :grows or last_observed_at >= :since)
 order by id desc
   for update
