-- The outlet in whose item a story was first seen, if that is a document.
select sources.name
from documents
join sources on sources.id = documents.source
where documents.id = stories.first_item
