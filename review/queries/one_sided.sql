-- 7. Which trending topics have no article, and the reverse?
-- Stories touched in the window that are only on a board, or about a watched company and only in articles.
with asked as (
  select
    coalesce(
      nullif(:since, ''),
      (select strftime('%Y-%m-%dT%H:%M:%S+00:00', max(at), '-1 day') from polls),
      ''
    ) as since,
    coalesce(nullif(:until, ''), '9999') as until
),
touched as (
  select story_documents.story
  from documents
  cross join story_documents on story_documents.document = documents.id
  where documents.first_seen >= (select since from asked)
    and documents.first_seen < (select until from asked)
  union
  select story_topics.story
  from sightings
  cross join story_topics on story_topics.topic = sightings.topic
  where sightings.captured_at >= (select since from asked)
    and sightings.captured_at < (select until from asked)
    and sightings.kind = 'organic'
)
select
  case
    when exists (select 1 from story_documents where story_documents.story = stories.id)
    then 'article without topic'
    else 'topic without article'
  end as which,
  stories.id as story,
  stories.headline,
  stories.subject,
  entity_side(stories.subject) as side,
  stories.first_seen_not_after
from touched
cross join stories on stories.id = touched.story
where stories.redirect_to is null
  and stories.subject is not null
  and (:company = '' or stories.subject = :company)
  and (
    not exists (select 1 from story_documents where story_documents.story = stories.id)
    or not exists (select 1 from story_topics where story_topics.story = stories.id)
  )
order by which desc, side = 'own' desc, stories.first_seen_not_after desc, stories.id
limit 200
