select date_bin(make_interval(hours => :hours), opened_at, :from) as start, type, count(*) as opened
  from case_file
 where opened_at >= :from and opened_at < :to and type <> all(:technicalTypes)
 group by 1, 2
 order by 1, 2
