-- What the issue of client certificates looks up (EMP-6).

create index client_issue_of_user on client_issue (user_id, id desc);
create index client_issue_of_session on client_issue (session_id);
-- Written out, but the line broke before anybody confirmed: ended when nobody does in time.
create index client_issue_cut on client_issue (lease_until) where state = 'handed-over' and stage = 'cut';
