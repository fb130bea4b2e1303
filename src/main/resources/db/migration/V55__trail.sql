-- The trail is looked through by time, branch, who, what and to what, newest first (STAFF-4).
create index audit_event_at on audit_event (at, seq);
create index audit_event_branch on audit_event (branch_id, seq);
create index audit_event_actor on audit_event (actor, seq);
create index audit_event_action on audit_event (action, seq);
create index audit_event_subject on audit_event (split_part(subject, ':', 2), seq);
