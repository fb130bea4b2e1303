-- Recurring tasks, once in the cluster: the table of db-scheduler, as its version 16 asks for it.
create table scheduled_tasks (
  task_name            text not null,
  task_instance        text not null,
  task_data            bytea,
  execution_time       timestamptz not null,
  picked               boolean not null,
  picked_by            text,
  last_success         timestamptz,
  last_failure         timestamptz,
  consecutive_failures int,
  last_heartbeat       timestamptz,
  version              bigint not null,
  priority             smallint,
  primary key (task_name, task_instance)
);
create index scheduled_tasks_due on scheduled_tasks (execution_time);
create index scheduled_tasks_heartbeat on scheduled_tasks (last_heartbeat);
create index scheduled_tasks_priority on scheduled_tasks (priority desc, execution_time asc);

-- Who was told that a certificate's time is nearly over, or over (CERT-7): once each.
create table certificate_expiry_told (
  credential uuid not null references credential,
  kind       text not null check (kind in ('soon', 'over')),
  told_at    timestamptz not null,
  primary key (credential, kind)
);
create index certificate_expiry on certificate (not_after) where profile = 'signing' and state = 'issued';
