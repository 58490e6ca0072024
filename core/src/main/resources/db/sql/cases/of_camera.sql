select * from case_file
 where camera_id = :camera
   and type not in ('camera-fault', 'system-fault')
   and onset >= :from and onset < :to
 order by onset, id
 limit :limit
