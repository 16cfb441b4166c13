-- How long topics stood on the boards, adverts and pins left out: a spell ends when a topic is away for over 24 hours.
-- Boards are polled, so each end is an interval: a topic came after the last good poll without it, and is gone only
-- once a good poll of the same source lacks it; null: not known.
with seen as (
  select
    sightings.topic,
    sightings.list,
    sightings.position,
    sightings.heat,
    sightings.label,
    polls.source,
    polls.at
  from sightings
  join polls on polls.id = sightings.poll
  where sightings.kind = 'organic'
    and polls.status = 'ok'
),
opened as (
  select
    *,
    unixepoch(at) - unixepoch(lag(at) over (partition by topic order by at)) > 86400 as opens
  from seen
),
numbered as (
  select
    *,
    1 + sum(coalesce(opens, 0)) over (partition by topic order by at) as spell
  from opened
),
placed as (
  select
    *,
    first_value(source) over (partition by topic, spell order by at) as first_source,
    first_value(source) over (partition by topic, spell order by at desc) as last_source,
    first_value(at) over (partition by topic, spell order by heat desc nulls last, at) as hottest_at
  from numbered
),
spells as (
  select
    topic,
    spell,
    first_source,
    last_source,
    min(at) as first_seen,
    max(at) as last_seen,
    min(at) filter (where list = 'hot') as hot_first_seen,
    max(at) filter (where list = 'hot') as hot_last_seen,
    max(heat) as peak_heat,
    case when max(heat) is not null then hottest_at end as peak_at,
    min(position) filter (where list = 'hot') as best_position,
    count(distinct source || at) as polls,
    group_concat(distinct list) as lists,
    group_concat(distinct label) as labels
  from placed
  group by topic, spell
)
select
  spells.topic,
  topics.platform,
  topics.title,
  spells.spell,
  (
    select max(at)
    from polls
    where source = spells.first_source
      and status = 'ok'
      and at < spells.first_seen
  ) as first_seen_not_before,
  spells.first_seen,
  (
    select max(at)
    from polls
    where source = spells.first_source
      and status = 'ok'
      and at < spells.hot_first_seen
  ) as hot_first_seen_not_before,
  spells.hot_first_seen,
  spells.peak_at,
  spells.peak_heat,
  spells.best_position,
  spells.labels,
  spells.lists,
  spells.hot_last_seen,
  spells.last_seen,
  (
    select min(at)
    from polls
    where source = spells.last_source
      and status = 'ok'
      and at > spells.last_seen
  ) as gone_at,
  spells.polls
from spells
join topics on topics.id = spells.topic
