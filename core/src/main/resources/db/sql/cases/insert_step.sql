insert into case_step (case_id, sequence, at, actor, action, handling, reason, note)
values (:case, :sequence, :at, :actor, :action, :handling, :reason, :note)
returning *
