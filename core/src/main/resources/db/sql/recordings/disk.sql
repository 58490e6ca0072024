insert into recording_disk (marker, directory) values (:marker, :directory)
on conflict (marker) do update set directory = excluded.directory
returning id, marker, directory
