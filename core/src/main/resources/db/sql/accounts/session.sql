select account.name, account.role, account.worker_id
  from session join account on account.name = session.account_name
 where session.token_hash = :token and session.expires_at > :now
