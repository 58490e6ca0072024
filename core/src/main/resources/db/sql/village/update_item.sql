update config_item
   set version = version + 1, body = cast(:body as jsonb), changed_at = :at, changed_by = :actor
 where kind = :kind and id = :id
