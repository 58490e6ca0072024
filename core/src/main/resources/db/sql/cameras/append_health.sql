insert into camera_health (time, camera_id, state, units_per_second, bits_per_second, lost_packets)
values (:time, :camera, :state, :units, :bits, :lost)
on conflict do nothing
