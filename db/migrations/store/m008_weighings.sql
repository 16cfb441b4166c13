-- What items weighed when they were placed, so that a pass goes on where another process stopped.
create table weighings ( -- what an item weighed when linking placed it: later items are compared with that
  place integer primary key,          -- the order of placing
  item text not null unique,          -- id of a document or topic
  at text not null,                   -- when it counts as told: what claims to be from the future, when it was placed
  until text not null,                -- so long others may join the items that it tells one thing with
  terms text,                         -- JSON: term to weight; null: not kept, weighed anew when needed
  ties text                           -- JSON: what of it needs no translation, to weight; null: as for terms
) strict;
create index weighings_until on weighings(until);

with told as (
  select document as item, coalesce(published, first_seen) as at
  from story_documents
  join documents on documents.id = document
  union all
  select topic, (select min(captured_at) from sightings where sightings.topic = story_topics.topic)
  from story_topics
)
insert into weighings (item, at, until)
select item, at, strftime('%Y-%m-%dT%H:%M:%S+00:00', at, '+14 days')
from told
where at is not null
order by at, item;
