-- The outlet by whose item the first sighting of a story is dated, if it is a document's.
select sources.name
from story_documents
join documents on documents.id = story_documents.document
join sources on sources.id = documents.source
where story_documents.story = stories.id
  and coalesce(documents.published, documents.first_seen) = stories.first_seen_not_after
order by documents.id
limit 1
