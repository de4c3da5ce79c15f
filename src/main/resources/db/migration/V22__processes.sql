-- By what each process of this node works: several may share one database, and a switch reaches one of them.
create table process_connector (
    process   text     not null,             -- machine and port of the interface, as `n1.example:8035`
    connector text     not null,
    system    text     not null,
    version   text     not null,             -- of the mapping, as `solidor 2026-11-01`
    content   char(64) not null,             -- digest of its tables
    setup     char(64) not null,             -- digest of the connector's routes and of what node.yaml has it do; of no value
    seen_at   timestamptz not null,
    primary key (process, connector)
);
