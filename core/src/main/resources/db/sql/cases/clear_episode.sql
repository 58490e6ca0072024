-- Earlier episodes of the case go with it: after a restart the same thing is seen as a new episode,
-- and nobody will ever report the old one as over. Parts of a heap go one by one.
update case_episode as earlier
   set cleared_at = :at
  from case_episode as this
 where this.episode_id = :episode
   and this.cleared_at is null
   and earlier.case_id = this.case_id
   and (earlier.ordinal = this.ordinal or (not :alone and earlier.ordinal < this.ordinal))
   and earlier.cleared_at is null
