-- What was read out of the texts, with spans, rules and the reader's version.
create table readings ( -- which wording of an item was read, by which version of the reader
  item text primary key,              -- id of the document or topic
  text_sha256 text not null,          -- of the text that was read
  reader text not null,               -- version of the reader and of the watch list
  lang text not null,
  read_at text not null,
  linked_as text                      -- reader and wording by which it was linked last; null: not yet
) strict;
create index readings_to_link on readings(item)
where linked_as is null or linked_as <> reader || ' ' || text_sha256;

create table mentions ( -- a name in a text
  id text primary key,
  label text not null,                -- PERSON ORG PRODUCT GPE MEDIA REGULATOR …
  entity text,                        -- watch-list id

  document text references documents(id) on delete cascade,
  topic text references topics(id) on delete cascade,
  "start" integer not null,           -- code points of the stored text
  "end" integer not null,             -- exclusive
  text text not null,
  rule text not null,                 -- which rule found it
  reader text not null,               -- version of the reader
  check ((document is null) <> (topic is null))

) strict;
create index mentions_document on mentions(document);
create index mentions_topic on mentions(topic) where topic is not null;
create index mentions_entity on mentions(entity);

create table quotes ( -- words, or reported words, and who said them
  id text primary key,
  kind text not null check (kind in ('direct', 'indirect', 'mixed')),
  speaker text,                       -- fullest name in the document, else as written
  speaker_start integer,
  speaker_end integer,
  speaker_entity text,
  role text,
  organisation text,
  cue text,
  cue_start integer,
  cue_end integer,
  channel text,                       -- as stated
  channel_kind text,                  -- post statement filing call interview press_conference internal_letter livestream
  said_on text,                       -- YYYY-MM-DD
  responds_to text,                   -- the claim or topic that the text says is answered
  stance text,
  group_id integer,                   -- pieces of one split quote share it
  confidence real not null,
  same_as text,                       -- id of the earliest copy of the same quotation in another document

  document text references documents(id) on delete cascade,
  topic text references topics(id) on delete cascade,
  "start" integer not null,           -- code points of the stored text
  "end" integer not null,             -- exclusive
  text text not null,
  rule text not null,                 -- which rule found it
  reader text not null,               -- version of the reader
  check ((document is null) <> (topic is null))

) strict;
create index quotes_document on quotes(document);
create index quotes_topic on quotes(topic) where topic is not null;
create index quotes_speaker_entity on quotes(speaker_entity);
create index quotes_same_as on quotes(same_as) where same_as is not null;

create table figures ( -- a number with its meaning
  id text primary key,
  value text,                         -- decimal; null for a range
  low text,
  high text,
  unit text not null,                 -- ISO 4217, percent pp bp multiple fraction, or a counted noun
  per text,
  qualifier text check (qualifier in ('~', '>', '>=', '<', '<=')),
  metric text,
  metric_text text,
  adjusted integer,
  subject text,
  subject_entity text,
  period text,
  basis text,                         -- level change share rate
  compare text,                       -- yoy qoq mom vs_consensus vs_guidance vs_prior
  status text,                        -- actual prior estimate guidance target
  reported_by text,
  statement integer,                  -- figures of one statement share it
  confidence real not null default 1,
  assumed text,                       -- what was resolved by assumption

  document text references documents(id) on delete cascade,
  topic text references topics(id) on delete cascade,
  "start" integer not null,           -- code points of the stored text
  "end" integer not null,             -- exclusive
  text text not null,
  rule text not null,                 -- which rule found it
  reader text not null,               -- version of the reader
  check ((document is null) <> (topic is null))

) strict;
create index figures_document on figures(document);
create index figures_topic on figures(topic) where topic is not null;
create index figures_metric on figures(metric, subject_entity, period);
