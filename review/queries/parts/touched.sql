-- Stories to which a document or an organic sighting was added in the requested window.
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
