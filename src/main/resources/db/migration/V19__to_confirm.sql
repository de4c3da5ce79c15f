-- Exchanges that a user started and wants to see before anything leaves: none goes without that user's word.
create table to_confirm (
    exchange uuid primary key references exchange on delete cascade,
    since    timestamptz not null default now()
);
