-- The register of processing counts what came and went on each track without looking at a single exchange.
create index exchange_counted on exchange (direction, track);
