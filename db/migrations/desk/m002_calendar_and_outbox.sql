-- What is due, as people entered it; what was to be sent, so that no alert is lost or sent twice.
create table calendar ( -- what is due on a day
  id integer primary key,
  day text not null,                  -- YYYY-MM-DD, in the team's zone
  time text,                          -- HH:MM, in the team's zone; null: some time that day
  what text not null,
  company text,                       -- watch-list id
  "by" text not null,
  at text not null,                   -- when it was entered
  undone_at text,
  undone_by text
) strict;
create index calendar_day on calendar(day);

create table outbox ( -- a brief or an alert on its way to somebody
  id text primary key,                -- from rule, recipient and occasion: the same alert is one row
  rule text not null,
  recipient text not null,            -- address, or name of the channel in the rule file
  thread text,                        -- story, topic or source: what happens in one thread is folded
  at text,                            -- when it happened
  made_at text not null,
  due_at text not null,               -- not before this: quiet hours, cool-down, the wait before a retry
  title text not null,
  body text not null,
  folded_into text references outbox(id), -- the message of the same thread that tells this too
  tries integer not null default 0,
  sent_at text,
  why text                            -- what went wrong at the last try
) strict;
create index outbox_due on outbox(sent_at, due_at);
create index outbox_thread on outbox(rule, recipient, thread, sent_at);
