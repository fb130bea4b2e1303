-- What a next version might bring: it widens what is there. One table at a time, so that nobody can wait for us in a circle.
alter table organization add column note text not null default '';
