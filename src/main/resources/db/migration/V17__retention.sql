-- What is kept of an exchange after its ending, on which rule of the rule book, and until when. The row stays; what it
-- holds goes.

create table retention (
    exchange     uuid        not null,
    matter       text        not null check (matter in ('content', 'trace')),
    rule         text        not null,       -- an obligation's word, as retention:2-years
    until        date        not null,       -- the last day on which it is kept
    wrapped_key  bytea,                      -- the exchange's own key, wrapped by the node's; gone once destroyed
    content      bytea,                      -- what left, or was handed over: sealed under that key
    attachments  text[]      not null default '{}',
    digest       text        not null default '',   -- of the sealed bytes and their key
    put_at       timestamptz not null,
    kept_at      timestamptz,                -- none while the exchange has not ended: it is shredded with it then
    destroyed_at timestamptz,
    primary key (exchange, matter)
);
alter table retention alter column content set storage external;
create index retention_due on retention (until) where kept_at is not null and destroyed_at is null;
