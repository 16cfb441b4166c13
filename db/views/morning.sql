-- One row per story: its claim, how far it spread, whether it was answered. Flat, so that a filter on story is cheap.
select
  stories.id as story,
  coalesce(nullif(stories.headline, ''), stories.claim, 'a post without words') as headline,
  stories.lang,
  stories.subject,
  stories.entities,
  stories.claim,
  stories.claimed_on,
  stories.first_seen_not_before,
  stories.first_seen_not_after,
  topics.title as topic_title,
  topics.platform as topic_platform,
  (
    select count(*)
    from story_documents
    where story_documents.story = stories.id
  ) as documents,
  (
    select count(*)
    from story_documents
    where story_documents.story = stories.id
      and story_documents.copy_of is null
  ) as unique_documents,
  (
    select count(distinct documents.source)
    from story_documents
    join documents on documents.id = story_documents.document
    where story_documents.story = stories.id
      and documents.kind = 'article' -- a company's own account, page or filing is no outlet
  ) as outlets,
  (
    select min(sources.tier)
    from story_documents
    join documents on documents.id = story_documents.document
    join sources on sources.id = documents.source
    where story_documents.story = stories.id
      and documents.kind = 'article'
  ) as best_tier,
  (
    select max(documents.first_seen)
    from story_documents
    join documents on documents.id = story_documents.document
    where story_documents.story = stories.id
  ) as last_document_at,
  (
    select min(sightings.position)
    from story_topics
    join sightings on sightings.topic = story_topics.topic
    where story_topics.story = stories.id
      and sightings.kind = 'organic'
      and sightings.list = 'hot'
  ) as peak_position,
  (
    select max(sightings.heat)
    from story_topics
    join sightings on sightings.topic = story_topics.topic
    where story_topics.story = stories.id
      and sightings.kind = 'organic'
  ) as peak_heat,
  (
    select max(sightings.captured_at)
    from story_topics
    join sightings on sightings.topic = story_topics.topic
    where story_topics.story = stories.id
  ) as last_sighting_at,
  (
    select count(*)
    from responses
    where responses.story = stories.id
      and responses.party = 'own'
      and coalesce(responses.stance, '') <> 'silent'
  ) as answers,
  (
    select count(*)
    from checks
    where checks.story = stories.id
      and checks.verdict in ('conflicts', 'does_not_add_up')
  ) as conflicts
from stories
left join topics on topics.id = stories.topic
where stories.redirect_to is null
