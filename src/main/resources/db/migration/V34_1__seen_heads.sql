-- Who has seen which head of this journal, in their own signed word: the last that each neighbour passed back, and whether the
-- log still has it. Derived from what neighbours say; they say it again.
create table journal_seen (
    peer    text        primary key,
    size    bigint      not null,
    root    bytea       not null check (length(root) = 32),
    at      timestamptz not null,                  -- when this node signed it
    told_at timestamptz not null,                  -- when the neighbour last said that it holds it
    stands  boolean     not null
);
