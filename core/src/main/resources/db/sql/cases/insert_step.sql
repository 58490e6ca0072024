insert into case_step (case_id, sequence, at, actor, action, handling, note)
values (:case, :sequence, :at, :actor, :action, :handling, :note)
returning *
