-- Who locked a signing key: 'wrong-pins', or the label of whoever did it by hand (CERT-6).
alter table credential add column locked_by text;
update credential set locked_by = 'wrong-pins' where state = 'locked';
