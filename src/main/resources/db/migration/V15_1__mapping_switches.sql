-- Every version of a mapping that was ever in force here, with the digest of its tables: one version cannot be two contents.
create table mapping_version (
    version text     not null primary key,     -- system and version, as `solidor 2026-11-01`
    content char(64) not null,
    since   timestamptz not null
);

-- What took the place of what: `rollback` goes one line back.
create table mapping_switch (
    number  bigint generated always as identity primary key,
    system  text not null,
    before  text not null,                   -- version, as `solidor 2026-11-01`
    after   text not null,
    at      timestamptz not null,
    undone  boolean not null default false
);
