-- How far a collector outside has been told: the next place of the log.
create table journal_feed (
    name text        primary key,
    next bigint      not null,
    at   timestamptz not null
);
