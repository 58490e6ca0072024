insert into recording_segment
  (disk_id, path, camera_id, stream, started_at, ended_at, state, bytes, codecs, width, height, header_bytes, fragments)
values
  (:disk, :path, :camera, :stream, :start, :end, :state, :bytes, :codecs, :width, :height, :headerBytes, :fragments)
on conflict (disk_id, path) do update set
  camera_id = excluded.camera_id, stream = excluded.stream, started_at = excluded.started_at, ended_at = excluded.ended_at,
  state = excluded.state, bytes = excluded.bytes, codecs = excluded.codecs, width = excluded.width, height = excluded.height,
  header_bytes = excluded.header_bytes, fragments = excluded.fragments
where recording_segment.state <> 'deleting'
