insert into account (name, role, worker_id, password_hash, created_at)
values (:name, :role, :worker, :hash, :at)
on conflict (name) do nothing
