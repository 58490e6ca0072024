update notification
   set state = 'given-up', last_reason = :reason, last_error = :why, leased_by = null, leased_until = null
 where case_id = :case and state = 'pending' and worker_id is not null
