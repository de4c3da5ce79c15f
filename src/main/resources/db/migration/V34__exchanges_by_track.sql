-- The register of processing says how many exchanges of each track left and arrived: counted in the index alone.
create index exchange_track on exchange (direction, track);
