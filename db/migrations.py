"""The schema of the store, change by change. A shipped migration is never edited; what is derived lives in views/."""

from __future__ import annotations

from sqlite_utils import Database, Migrations

store = Migrations("store")
desk = Migrations("desk")


@store()
def m001_collected(db: Database) -> None:
    """What was fetched: sources, polls, documents, topics."""
    db.executescript("""
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
    """)


@store()
def m002_read(db: Database) -> None:
    """What was read out of the texts, with spans, rules and the reader's version."""
    facts_of = """
          document text references documents(id) on delete cascade,
          topic text references topics(id) on delete cascade,
          "start" integer not null,           -- code points of the stored text
          "end" integer not null,             -- exclusive
          text text not null,
          rule text not null,                 -- which rule found it
          reader text not null,               -- version of the reader
          check ((document is null) <> (topic is null))
    """
    db.executescript(f"""
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
          {facts_of}
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
          {facts_of}
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
          {facts_of}
        ) strict;
        create index figures_document on figures(document);
        create index figures_topic on figures(topic) where topic is not null;
        create index figures_metric on figures(metric, subject_entity, period);
    """)


@store()
def m003_linked(db: Database) -> None:
    """What was concluded: stories, responses, checks."""
    db.executescript("""
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
    """)


@store()
def m004_kept_about_itself(db: Database) -> None:
    """What the program did, and what a person should know of."""
    db.executescript("""
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
    """)


@store()
def m005_full_text_search(db: Database) -> None:
    """Search over documents, topics and stories. Datasette finds the index by content="…" in double quotes."""
    for table in ("documents", "topics", "stories"):
        db.executescript(f"""
            create virtual table {table}_fts using fts5 (
              search_text,
              tokenize = "porter unicode61",
              content="{table}"
            );
            create trigger {table}_fts_insert after insert on {table} begin
              insert into {table}_fts (rowid, search_text) values (new.rowid, new.search_text);
            end;
            create trigger {table}_fts_delete after delete on {table} begin
              insert into {table}_fts ({table}_fts, rowid, search_text) values ('delete', old.rowid, old.search_text);
            end;
            create trigger {table}_fts_update after update of search_text on {table} begin
              insert into {table}_fts ({table}_fts, rowid, search_text) values ('delete', old.rowid, old.search_text);
              insert into {table}_fts (rowid, search_text) values (new.rowid, new.search_text);
            end;
        """)  # noqa: S608 (names of our own tables)


@store()
def m006_redirects(db: Database) -> None:
    """The stories that redirect to one that itself becomes part of another are found without reading all."""
    db.executescript("create index stories_redirected on stories(redirect_to) where redirect_to is not null;")


@store()
def m007_vectors(db: Database) -> None:
    """What wordings mean, where an embedding model is installed."""
    db.executescript("""
        create table vectors ( -- what a wording means, as the optional embedding model told it once; can be made anew
          key text primary key,               -- from the model and the wording; items with the same title share it
          vector blob not null                -- half floats, little-endian, of length one
        ) strict, without rowid;
    """)


@store()
def m008_weighings(db: Database) -> None:
    """What items weighed when they were placed, so that a pass goes on where another process stopped."""
    db.executescript("""
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
    """)


@store()
def m009_claims(db: Database) -> None:
    """What is claimed, and may want an answer, is found without reading all stories."""
    db.executescript("create index stories_claims on stories(first_seen_not_after) where claim is not null;")


@store()
def m010_unread(db: Database) -> None:
    """What is to be read is found without looking through all that was read."""
    db.executescript("""
        create table unread ( -- an item whose present wording nobody has read yet; kept by triggers
          item text primary key               -- id of the document or topic
        ) strict, without rowid;
        create index readings_reader on readings(reader);

        insert into unread (item)
        select id
        from documents
        left join readings on readings.item = documents.id
        where readings.text_sha256 is not documents.text_sha256
        union
        select id
        from topics
        left join readings on readings.item = topics.id
        where readings.text_sha256 is not topics.key;
    """)
    for table, wording in (("documents", "text_sha256"), ("topics", "key")):
        db.executescript(f"""
            create trigger {table}_unread_insert after insert on {table} begin
              insert or ignore into unread (item)
              select new.id
              where not exists (select 1 from readings where item = new.id and text_sha256 = new.{wording});
            end;
            create trigger {table}_unread_update after update of {wording} on {table} begin
              delete from unread where item = new.id;
              insert into unread (item)
              select new.id
              where not exists (select 1 from readings where item = new.id and text_sha256 = new.{wording});
            end;
            create trigger {table}_unread_delete after delete on {table} begin
              delete from unread where item = old.id;
            end;
        """)  # noqa: S608 (names of our own tables)
    for event in ("insert", "update of text_sha256"):
        db.executescript(f"""
            create trigger readings_unread_{event.partition(" ")[0]} after {event} on readings begin
              delete from unread
              where item = new.item
                and (
                  exists (select 1 from documents where id = new.item and text_sha256 = new.text_sha256)
                  or exists (select 1 from topics where id = new.item and key = new.text_sha256)
                );
            end;
        """)  # noqa: S608 (our own words)
    db.executescript("""
        create trigger readings_unread_delete after delete on readings begin
          insert or ignore into unread (item)
          select id from documents where id = old.item
          union
          select id from topics where id = old.item;
        end;
    """)


@store()
def m011_looked_up(db: Database) -> None:
    """Whether an article is known is told without reading all of its source, whatever it is known by."""
    db.executescript("""
        create index documents_guid on documents(source, guid) where guid is not null;
        create index documents_title on documents(source, title, published);
    """)


@store()
def m012_hours(db: Database) -> None:
    """Between which moments a text says that something was said: 21日晚, 昨晚11时许."""
    db.executescript("""
        alter table quotes add column said_not_before
          /* where the text names hours of that day (21日晚, 昨晚11时许): UTC; else null */ text;
        alter table quotes add column said_not_after text;
    """)


@store()
def m013_open(db: Database) -> None:
    """What others may still join is found without reading what it weighs."""
    db.executescript("""
        create index weighings_open on weighings(until, at, item);
        drop index weighings_until;
    """)


@store()
def m014_sketches(db: Database) -> None:
    """Copies of an item are found without reading its text again."""
    db.executescript("""
        alter table weighings add column
          sketch /* what copies of it are found by: the smallest hashes of runs of its words; null: as for terms */ text;
    """)


@desk()
def m001_decisions(db: Database) -> None:
    """What people decided, each with name and time; undone rather than deleted."""
    db.executescript("""
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
    """)


@desk()
def m002_calendar_and_outbox(db: Database) -> None:
    """What is due, as people entered it; what was to be sent, so that no alert is lost or sent twice."""
    db.executescript("""
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
    """)
