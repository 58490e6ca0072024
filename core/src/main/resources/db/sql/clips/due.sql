select case_file.*, case_clip.attempts, case_clip.protection_id from case_clip
  join case_file on case_file.id = case_clip.case_id
 where case_clip.state = 'waiting' and case_clip.next_attempt_at <= :now
 order by case_clip.next_attempt_at, case_clip.case_id
 limit :limit
