-- What an authority outside says of checkpoints: that they were there at that moment (RFC 3161).
create table journal_timestamp (
    size  bigint      primary key,            -- of the checkpoint
    token bytea       not null,
    at    timestamptz not null                -- the authority's time
);
create trigger journal_timestamp_stays before update or delete or truncate on journal_timestamp
    for each statement execute function journal_refuses();
