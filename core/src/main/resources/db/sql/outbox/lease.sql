update notification
   set leased_by = :owner, leased_until = :until, attempts = attempts + 1
 where id in (
   select id from notification
    where state = 'pending'
      and channel = :channel
      and target = :target
      and next_attempt_at <= :now
      and (leased_until is null or leased_until < :now)
    order by id
    limit :limit
      for update skip locked)
returning id
