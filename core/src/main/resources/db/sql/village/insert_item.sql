insert into config_item (kind, id, version, body, changed_at, changed_by)
values (:kind, :id, 1, cast(:body as jsonb), :at, :actor)
