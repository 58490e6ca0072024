select count(distinct case_id) from case_step
 where at >= :since and action in ('handled', 'closed', 'false-alarm')
