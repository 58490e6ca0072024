insert into evidence (
  case_id, kind, media_type, size, sha256, path, taken_at, actor, previous_hash, hash)
values (:case, :kind, :mediaType, :size, :sha256, :path, :takenAt, :actor, :previous, :hash)
