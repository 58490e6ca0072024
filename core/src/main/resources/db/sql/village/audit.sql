insert into audit (at, actor, action, kind, subject, before, after)
values (:at, :actor, :action, :kind, :subject, cast(:before as jsonb), cast(:after as jsonb))
