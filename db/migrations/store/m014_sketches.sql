-- Copies of an item are found without reading its text again.
alter table weighings add column
  sketch /* what copies of it are found by: the smallest hashes of runs of its words; null: as for terms */ text;
