insert into case_file (
  type, severity, condition, handling, camera_id, zone_id, sensor_id, metric, grid_id, worker_id,
  place, box, value, fault, fault_subject, fault_count, fault_details, onset, opened_at, last_observed_at, version)
values (
  :type, :severity, 'active', :handling, :camera, :zone, :sensor, :metric, :grid, :worker,
  :place, :box, :value, :fault, :subject, cast(:count as int), :details, :onset, :opened, :observed, 1)
returning *
