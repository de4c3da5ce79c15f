-- When a system last told of a file of its own: what it told is forgotten like everything else that is told of exchanges.
alter table own_file add column told_at timestamptz not null default now();
create index own_file_told on own_file (told_at);
create index posting_at on posting (at);
