insert into session (token_hash, account_name, created_at, expires_at)
values (:token, :name, :created, :expires)
