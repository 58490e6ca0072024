insert into village_map (geo_json, changed_at, changed_by) values (:json, :at, :actor)
on conflict (only_row) do update
   set geo_json = excluded.geo_json, changed_at = excluded.changed_at, changed_by = excluded.changed_by
