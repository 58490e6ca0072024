select id, at, actor, action, kind, subject,
       cast(coalesce(after, before, cast('{}' as jsonb)) as text) as detail
  from audit
 where kind = :kind
   and (cast(:camera as text) is null
        or case when kind = 'clip' then after ->> 'camera' else subject end = :camera)
   and (cast(:actor as text) is null or actor = :actor)
   and (cast(:before as bigint) is null or id < :before)
 order by id desc
 limit :limit
