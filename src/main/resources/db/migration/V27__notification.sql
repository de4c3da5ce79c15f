-- Who was told that something waits here: kinds, counts and days, nothing about anybody.

-- One row for each correspondent: whoever composes locks it, so that one instance does it once.
create table correspondent (
    name       text        primary key,        -- how and where, as `mail:crip@d35.example`
    written_at timestamptz                      -- when the last letter was composed
);

-- What is to be carried, until it has been; the errand `notify` bears the letter's id.
create table letter (
    id            uuid        primary key,
    correspondent text        not null references correspondent,
    body          text        not null,        -- JSON: kinds, counts, days
    composed_at   timestamptz not null,
    sent_at       timestamptz,
    failing_since timestamptz,
    failure       text        not null default ''
);
create index letter_latest on letter (correspondent, composed_at);

-- What a letter told, by its key here and how near its day was. It goes with a letter that could not be carried: then it is told anew.
create table told (
    correspondent text not null,
    item          text not null,
    letter        uuid not null references letter on delete cascade,
    primary key (correspondent, item)
);
create index told_letter on told (letter);
