-- Every board at its last good poll, and its source's status since; after a wall, the last good board stays.
with boards as (
  select
    sources.id as source,
    (
      select id
      from polls
      where polls.source = sources.id
        and polls.status = 'ok'
        and exists (select 1 from sightings where sightings.poll = polls.id)
      order by polls.at desc
      limit 1
    ) as good,
    (
      select id
      from polls
      where polls.source = sources.id
      order by polls.at desc
      limit 1
    ) as latest
  from sources
  where sources.spider = 'board'
)
select
  sightings.topic,
  topics.platform,
  boards.source,
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
from boards
join polls as good on good.id = boards.good
join polls as latest on latest.id = boards.latest
join sightings on sightings.poll = good.id
join topics on topics.id = sightings.topic
order by topics.platform, boards.source, sightings.list, sightings.list_index
