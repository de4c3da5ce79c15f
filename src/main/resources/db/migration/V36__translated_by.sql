-- By which tables a record was translated when it was last collected: other tables may open what those could not, and what a person
-- refused of theirs is looked at again as any other. Of what was collected before, nobody wrote it down: it is looked at once more.
alter table collected add column content text not null default '';
update collected set content = refused_under;
alter table collected drop column refused_under;

-- A newer file takes the place of an older one that waits under the same number.
create index parked_file on parked (connector, local_id) where local_id <> '';
