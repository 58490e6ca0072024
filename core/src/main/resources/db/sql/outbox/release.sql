update notification
   set leased_by = null, leased_until = null
 where leased_by = :owner and state = 'pending'
