-- What others may still join is found without reading what it weighs.
create index weighings_open on weighings(until, at, item);
drop index weighings_until;
