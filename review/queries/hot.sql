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
),
told as (
  select
    seen.topic,
    topics.title,
    topics.platform,
    topics.lang,
    (
      -- We before a peer, a peer before others; of equals the subject of the story, then whoever is named first.
      select company
      from (
        select
          stories.subject as company,
          -1 as place
        union all
        select
          entity_company(mentions.entity, substr(seen.last_at, 1, 10)),
          mentions."start"
        from mentions
        where mentions.topic = seen.topic
          and mentions.entity is not null
      )
      order by
        coalesce(entity_side(company) = 'own', 0) desc,
        coalesce(entity_side(company) = 'peer', 0) desc,
        company is null,
        place
      limit 1
    ) as company,
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
        and sightings.list = 'hot'
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
      join documents on documents.id = story_documents.document
      where story_documents.story = story_topics.story
        and documents.kind = 'article'
    ) as articles
  from seen
  join topics on topics.id = seen.topic
  left join story_topics on story_topics.topic = seen.topic
  left join stories on stories.id = story_topics.story
)
select
  told.*,
  entity_side(company) as side
from told
where side in ('own', 'peer')
  and (:company = '' or company = :company)
order by side = 'own' desc, peak_position is null, peak_position, peak_heat desc, topic
limit 200
