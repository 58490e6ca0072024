-- Earlier episodes of a heap that analytics does not know any more.
update case_episode
   set cleared_at = :at
 where case_id = :case
   and cleared_at is null
   and episode_id <> all (:standing)
