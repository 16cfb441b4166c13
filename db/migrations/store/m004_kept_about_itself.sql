-- What the program did, and what a person should know of.
create table runs ( -- one run of one step
  id integer primary key,
  step text not null,                 -- crawl read link brief …
  started_at text not null,
  ended_at text,
  status text not null check (status in ('running', 'done', 'partly', 'failed', 'cut')),
  counts text not null default '{}',  -- JSON: what was done
  why text                            -- of a failure
) strict;
create index runs_step on runs(step, started_at);

create table issues ( -- one thing that a person should know of
  id text primary key,                -- from kind, source, document, where: the same trouble is one row
  kind text not null,
  message text not null,
  source text,
  document text,
  "where" text,                       -- an address, a file and line, a span
  first_at text not null,
  last_at text not null,
  times integer not null default 1,
  cleared_at text                     -- null: open
) strict;
