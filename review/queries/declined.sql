-- 10. Where does coverage say that we did not comment?
-- Passages first seen in the window that say a watched company declined to comment or did not answer.
with {asked}
select
  quotes.id,
  quotes.text,
  quotes.kind,
  documents.lang,
  quotes.speaker,
  coalesce(entity_company(quotes.speaker_entity), stories.subject) as company,
  entity_side(coalesce(quotes.speaker_entity, stories.subject)) as side,
  quotes.stance,
  documents.id as document,
  documents.title,
  documents.url,
  sources.name as source,
  sources.tier,
  coalesce(documents.published, documents.first_seen) as at,
  story_documents.story
from documents
cross join quotes on quotes.document = documents.id
join sources on sources.id = documents.source
left join story_documents on story_documents.document = documents.id
left join stories on stories.id = story_documents.story
where documents.first_seen >= (select since from asked)
  and documents.first_seen < (select until from asked)
  and quotes.stance in ('decline', 'silent')
  and (:company = '' or company = :company)
order by side = 'own' desc, sources.tier, at desc, quotes.id
limit 200
