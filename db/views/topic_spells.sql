-- How long topics were on the boards, without adverts and pins: a spell ends after an absence of over 24 hours.
-- Boards are polled, so each end is an interval: a topic appeared after the last good poll without it, and is gone only
-- once a good poll of the same source lacks it, both with at least half as many rows; null: unknown, as when that poll
-- had it, before a day without polls.
with spells as (
  -- Lookups by topic only, so that one topic costs the same in a large store as in a small one.
  select
    opening.topic,
    opening.poll as first_poll,
    opening.captured_at as first_seen,
    (
      select min(closing.captured_at)
      from sightings as closing
      where closing.topic = opening.topic
        and closing.kind = 'organic'
        and closing.captured_at >= opening.captured_at
        and not exists (
          select 1
          from sightings as later
          where later.topic = closing.topic
            and later.kind = 'organic'
            and later.captured_at > closing.captured_at
            and later.captured_at <= strftime('%Y-%m-%dT%H:%M:%S+00:00', closing.captured_at, '+1 day')
        )
    ) as last_seen
  from sightings as opening
  where opening.kind = 'organic'
    and not exists (
      select 1
      from sightings as earlier
      where earlier.topic = opening.topic
        and earlier.kind = 'organic'
        and earlier.captured_at >= strftime('%Y-%m-%dT%H:%M:%S+00:00', opening.captured_at, '-1 day')
        and earlier.captured_at <= opening.captured_at
        and (earlier.captured_at, earlier.id) < (opening.captured_at, opening.id)
    )
),
seen as (
  select
    spells.*,
    (
      select min(captured_at)
      from sightings
      where topic = spells.topic
        and list = 'hot'
        and kind = 'organic'
        and captured_at between spells.first_seen and spells.last_seen
    ) as hot_first_seen,
    (
      select max(heat)
      from sightings
      where topic = spells.topic
        and kind = 'organic'
        and captured_at between spells.first_seen and spells.last_seen
    ) as peak_heat
  from spells
)
select
  seen.topic,
  topics.platform,
  topics.title,
  (
    select iif(
        exists (
          select 1
          from sightings
          where topic = seen.topic
            and poll = before.id
            and kind = 'organic'
        ),
        null,
        before.at
      )
    from polls as opening
    join polls as before on before.source = opening.source
      and before.status = 'ok'
      and before.at < opening.at
      and before.rows >= max(opening.rows / 2.0, 1)
    where opening.id = seen.first_poll
    order by before.at desc
    limit 1
  ) as first_seen_not_before,
  seen.first_seen,
  (
    select iif(
        exists (
          select 1
          from sightings
          where topic = seen.topic
            and poll = before.id
            and kind = 'organic'
            and list = 'hot'
        ),
        null,
        before.at
      )
    from polls as opening
    join polls as before on before.source = opening.source
      and before.status = 'ok'
      and before.at < opening.at
      and before.rows >= max(opening.rows / 2.0, 1)
    where opening.id = (
      select min(poll)
      from sightings
      where topic = seen.topic
        and list = 'hot'
        and kind = 'organic'
        and captured_at = seen.hot_first_seen
    )
    order by before.at desc
    limit 1
  ) as hot_first_seen_not_before,
  seen.hot_first_seen,
  (
    select min(captured_at)
    from sightings
    where topic = seen.topic
      and kind = 'organic'
      and heat = seen.peak_heat
      and captured_at between seen.first_seen and seen.last_seen
  ) as peak_at,
  seen.peak_heat,
  (
    select min(position)
    from sightings
    where topic = seen.topic
      and list = 'hot'
      and kind = 'organic'
      and captured_at between seen.first_seen and seen.last_seen
  ) as best_position,
  (
    select group_concat(distinct label)
    from sightings
    where topic = seen.topic
      and kind = 'organic'
      and captured_at between seen.first_seen and seen.last_seen
  ) as labels,
  (
    select group_concat(distinct list)
    from sightings
    where topic = seen.topic
      and kind = 'organic'
      and captured_at between seen.first_seen and seen.last_seen
  ) as lists,
  (
    select max(captured_at)
    from sightings
    where topic = seen.topic
      and list = 'hot'
      and kind = 'organic'
      and captured_at between seen.first_seen and seen.last_seen
  ) as hot_last_seen,
  seen.last_seen,
  (
    select after.at
    from polls as closing
    join polls as after on after.source = closing.source
      and after.status = 'ok'
      and after.at > closing.at
      and after.rows >= max(closing.rows / 2.0, 1)
    where after.at < coalesce(
        (
          select min(captured_at)
          from sightings
          where topic = seen.topic
            and kind = 'organic'
            and captured_at > seen.last_seen
        ),
        '9999'
      )
      and closing.id = (
      select max(poll)
      from sightings
      where topic = seen.topic
        and kind = 'organic'
        and captured_at = seen.last_seen
    )
    order by after.at
    limit 1
  ) as gone_at,
  (
    select count(distinct poll)
    from sightings
    where topic = seen.topic
      and kind = 'organic'
      and captured_at between seen.first_seen and seen.last_seen
  ) as polls
from seen
join topics on topics.id = seen.topic
