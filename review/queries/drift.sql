-- 12. Was one statement carried in different words or languages?
-- Quotations carried by more than one document whose words differ, seen in the window.
with {asked},
groups as (
  select distinct coalesce(quotes.same_as, quotes.id) as first
  from documents
  cross join quotes on quotes.document = documents.id
  where documents.first_seen >= (select since from asked)
    and documents.first_seen < (select until from asked)
    and quotes.speaker_entity is not null
)
select
  one.id as quote,
  one.speaker,
  one.speaker_entity,
  one.text as words,
  one_document.lang,
  one_source.name as source,
  other.id as other_quote,
  other.text as other_words,
  other_document.lang as other_lang,
  other_source.name as other_source,
  one_document.id as document,
  other_document.id as other_document
from groups
cross join quotes one on one.id = groups.first
join documents one_document on one_document.id = one.document
join sources one_source on one_source.id = one_document.source
join quotes other on other.same_as = one.id
join documents other_document on other_document.id = other.document
join sources other_source on other_source.id = other_document.source
where other.text <> one.text
  and (:company = '' or entity_company(one.speaker_entity) = :company)
order by one.id, other.id
limit 200
