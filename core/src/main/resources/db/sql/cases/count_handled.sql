select count(distinct case_id) from case_step join case_file on case_file.id = case_step.case_id
 where at >= :since and action in ('handled', 'closed', 'false-alarm') and type <> all(:technicalTypes)
