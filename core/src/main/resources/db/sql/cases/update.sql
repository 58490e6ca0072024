update case_file
   set handling = :handling,
       worker_id = :worker,
       condition = case when cast(:cleared as timestamptz) is null then condition else 'cleared' end,
       cleared_at = coalesce(cast(:cleared as timestamptz), cleared_at),
       closed_at = case when :over then coalesce(closed_at, :at) end,
       version = version + 1
 where id = :id
returning *
