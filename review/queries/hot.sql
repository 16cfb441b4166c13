-- 6. What is on hot search about us and our peers?
-- Topics seen in the window that name us, a peer or its speakers, or belong to a story about one; no adverts or pins.
with {asked},
seen as (
  select
    topic,
    min(captured_at) as first_at,
    max(captured_at) as last_at,
    min(case when list = 'hot' then position end) as peak_position,
    max(heat) as peak_heat,
    count(distinct captured_at) as looks,
    group_concat(distinct list) as lists
  from sightings
  where captured_at >= (select since from asked)
    and captured_at < (select until from asked)
    and kind = 'organic'
  group by topic
)
select
  seen.topic,
  topics.title,
  topics.platform,
  topics.lang,
  coalesce(
    stories.subject,
    (
      select entity_company(mentions.entity)
      from mentions
      where mentions.topic = seen.topic
        and mentions.entity is not null
      limit 1
    )
  ) as company,
  entity_side(
    coalesce(
      stories.subject,
      (
        select mentions.entity
        from mentions
        where mentions.topic = seen.topic
          and mentions.entity is not null
        limit 1
      )
    )
  ) as side,
  seen.first_at,
  seen.last_at,
  cast(round((julianday(seen.last_at) - julianday(seen.first_at)) * 1440) as integer) as minutes,
  seen.peak_position,
  (
    select sightings.position
    from sightings
    where sightings.topic = seen.topic
      and sightings.captured_at = seen.last_at
      and sightings.kind = 'organic'
    order by sightings.position is null, sightings.position
    limit 1
  ) as last_position,
  seen.peak_heat,
  seen.looks,
  seen.lists,
  story_topics.story,
  (
    select count(*)
    from story_documents
    where story_documents.story = story_topics.story
  ) as articles
from seen
join topics on topics.id = seen.topic
left join story_topics on story_topics.topic = seen.topic
left join stories on stories.id = story_topics.story
where side in ('own', 'peer')
  and (:company = '' or company = :company)
order by side = 'own' desc, seen.peak_position is null, seen.peak_position, seen.peak_heat desc, seen.topic
limit 200
