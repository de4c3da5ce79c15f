-- The register of breaches also has accesses in an emergency that a review found unjustified, where anything was seen.
alter table breach add column cause text not null default 'wrong-person'
    check (cause in ('wrong-person', 'unjustified-access'));

-- Those that were found before the register had them: known since the review.
insert into breach (exchange, opened_at, due, cause)
    select d.exchange, d.done_at, d.done_at + interval '72 hours', 'unjustified-access'
    from glass_duty d join broken_glass g on g.exchange = d.exchange
    where d.finding = 'unjustified' and g.outcome in ('declared', 'seen')
    on conflict do nothing;
