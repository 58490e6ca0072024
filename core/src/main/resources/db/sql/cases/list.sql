select * from case_file
 where (:all or handling = any(:handlings))
   and (cast(:worker as text) is null or worker_id = :worker)
   and (cast(:technical as boolean) is null or (type = any(:technicalTypes)) = :technical)
   and (cast(:before as bigint) is null or id < :before)
 order by id desc
 limit :limit
