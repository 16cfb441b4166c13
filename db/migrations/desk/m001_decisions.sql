-- What people decided, each with name and time; undone rather than deleted.
create table decisions ( -- one decision of a person; undone, never deleted
  id integer primary key,
  at text not null,
  "by" text not null,                 -- actor id
  kind text not null,                 -- status owner note tag merge split rename pin accept_link reject_link correct
  subject text not null,              -- id of the story, link or fact
  field text,                         -- correct: which column
  value text,
  undone_at text,
  undone_by text
) strict;
create index decisions_subject on decisions(subject);
