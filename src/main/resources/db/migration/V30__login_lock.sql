-- Names that may not log in for a while, whether an account has that name or not: a stranger must not
-- learn from the lock which names exist (LOGIN-3). A keyed hash; the name itself is not kept.
create table login_lock (
  name_hash    bytea primary key,
  locked_until timestamptz not null
);
create index login_lock_over on login_lock (locked_until);
