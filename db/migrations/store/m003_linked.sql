-- What was concluded: stories, responses, checks.
create table stories ( -- one happening
  id text primary key,
  headline text not null,
  lang text not null,
  topic text references topics(id),   -- its leading topic
  subject text,                       -- watch-list id of the company that has to answer
  entities text not null default '[]', -- JSON list of watch-list ids
  claim text,                         -- what is claimed, in the earliest words; null: nothing to answer
  claimed_on text,                    -- the day the texts say it broke
  first_seen_not_before text,         -- the claim's first sighting anywhere, as an interval
  first_seen_not_after text,
  redirect_to text references stories(id), -- the older story that it became part of
  search_text text not null default ''
) strict;
create index stories_subject on stories(subject);
create index stories_first_seen on stories(first_seen_not_after);

create table story_documents ( -- why a document tells a story
  document text primary key references documents(id) on delete cascade,
  story text not null references stories(id),
  kind text not null,                 -- seed copy same_event cross_language shared_figures quotes_topic responds_to decided
  score real not null,
  evidence text not null,             -- what is shared, with what
  copy_of text,                       -- id of the item whose text it repeats
  tight text,                         -- first item of its tight group within the story
  rule text not null
) strict;
create index story_documents_story on story_documents(story);

create table story_topics ( -- why a topic tells a story
  topic text primary key references topics(id) on delete cascade,
  story text not null references stories(id),
  kind text not null,
  score real not null,
  evidence text not null,
  copy_of text,
  tight text,
  rule text not null
) strict;
create index story_topics_story on story_topics(story);

create table responses ( -- an answer to a story
  id text primary key,
  story text not null references stories(id),
  party text not null check (party in ('own', 'reaction')),
  text text not null,                 -- the exact words, in the original language
  lang text,
  responder text,
  responder_entity text,
  company text,                       -- watch-list id of the company it speaks for
  role text,
  organisation text,
  channel text,                       -- as stated
  channel_kind text,
  stance text,
  claimed_on text,                    -- the day the texts say it was given
  responded_not_before text,          -- when it was given, as an interval
  responded_not_after text,
  latency_min integer,                -- seconds from the story's first sighting: at least
  latency_max integer,                -- … at most
  document text references documents(id) on delete set null, -- where the words stand: the earliest carrier
  topic text references topics(id) on delete set null,
  "start" integer,
  "end" integer,
  confidence real not null,
  evidence text not null,
  rule text not null
) strict;
create index responses_story on responses(story);
create index responses_responded on responses(responded_not_after);
create index responses_document on responses(document);
create index responses_responder on responses(responder_entity, responded_not_after);
create index responses_company on responses(company, responded_not_after);

create table response_carriers ( -- a document or topic that carries an answer
  response text not null references responses(id) on delete cascade,
  item text not null,                 -- id of a document or topic that carries the answer
  primary key (response, item)
) strict;
create index response_carriers_item on response_carriers(item);

create table checks ( -- two figures compared, or the arithmetic of one statement tried
  id text primary key,
  story text references stories(id),
  kind text not null,                 -- same_metric arithmetic surprise per_unit
  verdict text not null,              -- agrees rounds other_basis other_period conflicts adds_up does_not_add_up supports beats misses
  left_figure text not null,          -- id in figures
  right_figure text,
  difference text,                    -- percent of the larger; null where it means nothing
  why text not null,                  -- why the two were comparable
  derivation text not null,           -- the sum, as done by hand
  rule text not null
) strict;
create index checks_story on checks(story);
