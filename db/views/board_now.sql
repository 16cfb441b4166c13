-- Every board as it was last seen well, and how its source has done since: after a wall the last good board stays.
with good as (
  select source, id as poll, max(at) as at
  from polls
  where status = 'ok'
    and exists (select 1 from sightings where sightings.poll = polls.id)
  group by source
),
latest as (
  select source, status, why, max(at) as at
  from polls
  group by source
)
select
  sightings.topic,
  topics.platform,
  good.source,
  sightings.list,
  sightings.position,
  sightings.title,
  sightings.heat,
  sightings.heat_raw,
  sightings.label,
  sightings.kind,
  good.at as seen_at,
  sightings.board_time,
  (
    select min(captured_at)
    from sightings as earlier
    where earlier.topic = sightings.topic
  ) as first_seen_at,
  latest.at as last_poll_at,
  latest.status as last_poll_status,
  latest.why as last_poll_why,
  sightings.url,
  sightings.excerpt
from good
join latest on latest.source = good.source
join sightings on sightings.poll = good.poll
join topics on topics.id = sightings.topic
order by topics.platform, good.source, sightings.list, sightings.list_index
