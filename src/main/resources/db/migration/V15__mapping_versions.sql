-- Which tables translated a parked file: a version may be said of two contents, a digest may not. Zeros: not recorded.
alter table parked add column mapping_content char(64) not null default repeat('0', 64);

-- A file that a person refused because too much of it was lost: it is looked at again when it changes, or when the tables do.
alter table collected add column refused_under text not null default '';
