select s.* from recording_segment s
  join unnest(cast(:disks as int[]), cast(:paths as text[])) as wanted (disk_id, path)
    on wanted.disk_id = s.disk_id and wanted.path = s.path
