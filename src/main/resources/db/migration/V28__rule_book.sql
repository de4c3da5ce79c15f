-- Which rule books decided here, and from when: a row each time the node starts with another one.
create table rule_book (
    number  bigint generated always as identity primary key,
    version text        not null,
    digest  char(64)    not null,
    since   timestamptz not null
);
