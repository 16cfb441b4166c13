-- 2. Which claims have no answer, and for how long?
-- Claims about a watched company, first seen in the fourteen days before the end of the window, that the company has not answered and nobody marked as answered or to be ignored; oldest first. A refusal to comment is an answer, silence is none.
with given as (
  select coalesce(nullif(:until, ''), (select max(at) from polls), '9999') as until
),
{decided},
{settled},
asked as (
  select
    until,
    coalesce(strftime('%Y-%m-%dT%H:%M:%S+00:00', until, '-14 days'), '') as since
  from given
)
select
  stories.id as story,
  stories.headline,
  stories.claim,
  stories.subject,
  entity_side(stories.subject) as side,
  stories.first_seen_not_before,
  stories.first_seen_not_after,
  cast(
    (julianday((select until from asked)) - julianday(stories.first_seen_not_after)) * 86400 as integer
  ) as open_seconds,
  (
    select count(distinct documents.source)
    from story_documents
    join documents on documents.id = story_documents.document
    where story_documents.story = stories.id
      and documents.kind = 'article'
      and documents.first_seen < (select until from asked)
  ) as outlets,
  (
    select min(sightings.position)
    from story_topics
    join sightings on sightings.topic = story_topics.topic
    where story_topics.story = stories.id
      and sightings.kind = 'organic'
      and sightings.list = 'hot'
      and sightings.captured_at < (select until from asked)
  ) as peak_position,
  (
    select group_concat(distinct responses.stance)
    from responses
    where responses.story = stories.id
      and responses.party = 'own'
      and responses.responded_not_after < (select until from asked)
  ) as said_so_far,
  (
    {first_board}
  ) as platform,
  (
    {first_outlet}
  ) as told_by
from stories
where stories.claim is not null
  and stories.redirect_to is null
  and entity_side(stories.subject) in ('own', 'peer')
  and (:company = '' or stories.subject = :company)
  and stories.first_seen_not_after < (select until from asked)
  and stories.first_seen_not_after >= (select since from asked)
  and stories.id not in (select story from settled)
  and not exists (
    select 1
    from responses
    where responses.story = stories.id
      and responses.party = 'own'
      and coalesce(responses.stance, '') <> 'silent'
      and coalesce(responses.responded_not_after, '') < (select until from asked)
  )
order by side = 'own' desc, stories.first_seen_not_after, stories.id
limit 200
