select distinct channel, target from notification
 where state = 'pending'
   and next_attempt_at <= :now
   and (leased_until is null or leased_until < :now)
 order by channel, target
