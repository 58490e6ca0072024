select case_file.*,
       notification.id as notification_id, notification.worker_id as notified_worker,
       notification.severity as notified_severity, notification.attempts, notification.reason,
       title_chinese, title_english, body_chinese, body_english, created_at
  from notification join case_file on case_file.id = notification.case_id
 where notification.id = any(:ids)
 order by notification.id
