update case_file
   set last_observed_at = greatest(last_observed_at, :at), version = version + 1
 where id = :id
returning *
