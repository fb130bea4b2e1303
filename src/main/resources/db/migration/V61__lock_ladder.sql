-- Names that were locked several times without a login between are blocked, whether an account has that name or
-- not: a stranger must not learn from the ladder which user IDs exist (EMP-4). So a lock that is over is remembered.
alter table login_lock
  add column locks      int not null default 0,   -- in a row; 0 where nobody counts them
  add column blocked_at timestamptz;              -- until somebody lifts it
