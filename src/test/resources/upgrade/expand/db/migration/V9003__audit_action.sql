-- Of a table that is written all the time: built beside, however long others' transactions take.
set lock_timeout = 0;
create index concurrently audit_event_by_action on audit_event (action, at);
