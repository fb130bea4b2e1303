alter table app_user add column nickname text not null default '';
