-- What was fetched: sources, polls, documents, topics.
create table sources ( -- a place that is watched
  id text primary key,
  name text not null,
  spider text not null,               -- feed sitemap listing board account filings, or import
  url text not null,
  platform text,                      -- boards and accounts: whose replies these are
  account text,                       -- accounts: the platform's id
  lang text,
  zone text not null default 'UTC',   -- IANA zone of times published without one
  kind text not null default 'article',
  tier integer not null default 2,    -- 1 agencies and papers of record … 3
  every integer not null default 900, -- seconds between two polls
  expect integer not null default 0,  -- least items a day
  keep text not null default 'full' check (keep in ('full', 'excerpt', 'link')),
  retain_days integer,                -- texts are dropped after so many days; null: kept
  entity text,                        -- watch-list id whose own voice this is
  active integer not null default 1   -- 0: no longer in the source list
) strict;

create table polls ( -- one attempt to fetch a source: when, how it went
  id integer primary key,
  source text not null references sources(id),
  url text not null,
  at text not null,                   -- when the reply was complete, or the attempt given up
  status text not null check (status in ('ok', 'empty', 'wall', 'blocked', 'error', 'stale')),
  http_status integer,
  rows integer not null default 0,    -- entries, sightings or posts in the reply
  bytes integer not null default 0,
  sha256 text,                        -- of the body as received; tells a repeated reply
  why text,                           -- what went wrong, for a person
  replayed integer not null default 0 -- 1: a recorded reply, not the network
) strict;
create unique index polls_source_at on polls(source, url, at); -- a replay or a run repeated is the same poll
create index polls_good on polls(source, at) where status = 'ok'; -- the good polls round a sighting
create index polls_source_status on polls(source, status, at);
create index polls_source on polls(source, at);
create index polls_at on polls(at);

create table fetch_state ( -- what is remembered of an address between two visits
  url text primary key,               -- an address that is asked again
  source text not null references sources(id),
  etag text,
  last_modified text,
  next_fetch_at text,                 -- not before this; null: at the source's own interval
  revisit integer not null default 0, -- how many of the planned revisits of an article are done
  failures integer not null default 0, -- in a row
  body_sha256 text
) strict;
create index fetch_state_source on fetch_state(source, next_fetch_at);

create table robots ( -- robots.txt of a site, remembered for a day
  host text primary key,              -- with port where one is given
  fetched_at text not null,           -- asked again after a day
  http_status integer,                -- null: no reply
  body text not null default ''
) strict;

create table documents ( -- an article, release, filing or post as last seen
  id text primary key,
  source text not null references sources(id),
  kind text not null check (kind in ('article', 'release', 'filing', 'post')),
  url text not null,
  canonical_url text,
  guid text,
  title text,                         -- as the reader sees it
  title_meta text,                    -- as the metadata says it
  authors text not null default '[]', -- JSON list
  published text,
  published_raw text,                 -- as the publisher wrote it
  modified text,
  first_seen text not null,
  last_seen text not null,
  changed_at text,                    -- when the present wording was first seen; null: it is the first
  lang text,
  text text not null,                 -- title, blank line, body; offsets of all facts count in this
  text_sha256 text not null,
  free integer,                       -- 0: behind a paywall; null: not said
  image text,
  platform text,                      -- posts: where
  account text,                       -- posts: the platform's id of the account
  entity text,                        -- watch-list id whose own voice it is
  repost_of text,                     -- posts: the words passed on, apart from the poster's own
  heat integer,
  flags text not null default '[]',   -- JSON list: future_date, no_date, needs_js …
  version integer not null default 1,
  gone_since text,                    -- posts: first good look at the account without it
  search_text text not null default '' -- title and text with spaces round CJK characters, for full-text search
) strict;
create index documents_published on documents(published);
create index documents_at on documents(coalesce(published, first_seen));
create index documents_source on documents(source, first_seen);
create index documents_first_seen on documents(first_seen);
create index documents_dates on documents(id, published, first_seen); -- what was said last, without reading the texts
create unique index documents_canonical on documents(source, canonical_url) where canonical_url is not null;

create table document_versions ( -- an earlier wording of a document
  document text not null references documents(id) on delete cascade,
  version integer not null,
  title text,
  text text not null,
  text_sha256 text not null,
  seen_at text not null,              -- when this wording was first seen
  modified text,
  primary key (document, version)
) strict;

create table topics ( -- a trending topic: one wording on one platform
  id text primary key,
  platform text not null,
  key text not null,                  -- normalised wording: the identity, whatever the day or the address
  title text not null,                -- wording as first seen
  lang text,
  search_text text not null default '',
  unique (platform, key)
) strict;

create table sightings ( -- one topic on one list of a board at one moment
  id integer primary key,
  topic text not null references topics(id),
  poll integer not null references polls(id),
  list text not null,                 -- hot, rising …
  title text not null,                -- wording as shown this time
  position integer,                   -- 1-based, as the board shows it; null: pins, and adverts and lists without one
  list_index integer not null,        -- 0-based place in the reply, pins and adverts counted
  heat integer,
  heat_raw text,                      -- as sent: "综艺 123456"
  label text,                         -- 新 热 爆 沸 …
  kind text not null check (kind in ('organic', 'pinned', 'ad')),
  board_time text,                    -- when the platform says the board was made
  captured_at text not null,
  url text,
  excerpt text,
  unique (poll, list, list_index)
) strict;
create index sightings_topic on sightings(topic, captured_at);
create index sightings_captured_at on sightings(captured_at);
