-- What a finding rests on, and one more kind of finding: what arrived here and its sender denies.
alter table finding add column evidence text not null;   -- what the neighbour said, as it signed it
alter table finding drop constraint finding_kind_check;
alter table finding add constraint finding_kind_check check (kind in ('never-arrived', 'never-sent', 'never-integrated',
    'receipt-without-delivery', 'two-owners', 'missing-answer', 'ledger-differs', 'digest-differs'));
