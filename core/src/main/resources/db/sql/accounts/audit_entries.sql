select id, at, actor, action, kind, subject, cast(coalesce(after, cast('{}' as jsonb)) as text) as after
  from audit
 where kind = :kind
   and (cast(:before as bigint) is null or id < :before)
 order by id desc
 limit :limit
