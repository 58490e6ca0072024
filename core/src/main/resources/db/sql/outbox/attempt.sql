insert into delivery_attempt (notification_id, attempt, at, delivered, detail)
values (:id, :attempt, :at, :delivered, :detail)
on conflict do nothing
