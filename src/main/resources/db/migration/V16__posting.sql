-- What a department's own system posted, so that a repeat has no effect, and which persons it handed over itself.
create table posting (
    connector text        not null,
    name      text        not null,      -- digest of the Bundle's identifier, or of the conditions under which it creates
    content   text        not null,      -- digest of what was told
    at        timestamptz not null,
    primary key (connector, name, content)
);
-- Keyed digests, as in person_key, but by connector: what one system is told depends on nothing that another one said.
create table own_file (
    connector text  not null,
    local_id  text  not null,
    clue      text  not null check (clue in ('traits', 'ins', 'number')),
    key       bytea not null,
    primary key (connector, local_id, clue)
);
create index own_file_key on own_file (connector, key);
