-- Delivered counts even when the message was withdrawn meanwhile, or leased anew after a long stall.
update notification
   set state = :state,
       last_reason = :reason,
       last_error = :error,
       delivered_at = case when :state = 'delivered' then cast(:at as timestamptz) end,
       next_attempt_at = coalesce(cast(:next as timestamptz), next_attempt_at),
       leased_by = null,
       leased_until = null
 where id = :id
   and (:state = 'delivered' or (state = 'pending' and attempts = :attempt))
   and state <> 'delivered'
