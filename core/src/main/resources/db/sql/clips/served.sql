select case_clip.case_id, case_clip.protection_id from case_clip
  join case_file on case_file.id = case_clip.case_id
 where case_clip.protection_id is not null
   and case_clip.state <> 'waiting'
   and case_file.closed_at < :before
 order by case_clip.case_id
 limit :limit
