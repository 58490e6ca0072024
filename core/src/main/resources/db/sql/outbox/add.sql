insert into notification (
  case_id, channel, target, worker_id, reason, severity, title_chinese, title_english,
  body_chinese, body_english, created_at, next_attempt_at)
values (
  :case, :channel, :target, :worker, :reason, :severity, :titleChinese, :titleEnglish,
  :bodyChinese, :bodyEnglish, :at, :at)
