-- 8. How widely was each story picked up, who was first, which tier?
-- Stories with articles first seen in the window: outlets, copies folded, the first outlet and its tier.
with {asked},
touched as (
  select distinct story_documents.story
  from documents
  cross join story_documents on story_documents.document = documents.id
  where documents.first_seen >= (select since from asked)
    and documents.first_seen < (select until from asked)
    and documents.kind = 'article'
)
select
  morning.story,
  morning.headline,
  morning.subject,
  morning.outlets,
  morning.documents,
  morning.documents - morning.unique_documents as copies,
  morning.best_tier,
  (
    select sources.name
    from story_documents
    join documents on documents.id = story_documents.document
    join sources on sources.id = documents.source
    where story_documents.story = morning.story
      and documents.kind = 'article'
    order by coalesce(documents.published, documents.first_seen), documents.id
    limit 1
  ) as first_outlet,
  (
    select min(coalesce(documents.published, documents.first_seen))
    from story_documents
    join documents on documents.id = story_documents.document
    where story_documents.story = morning.story
      and documents.kind = 'article'
  ) as first_article_at,
  (
    select min(coalesce(documents.published, documents.first_seen))
    from story_documents
    join documents on documents.id = story_documents.document
    join sources on sources.id = documents.source
    where story_documents.story = morning.story
      and documents.kind = 'article'
      and sources.tier = 1
  ) as first_tier_1_at
from touched
cross join morning on morning.story = touched.story
where (:company = '' or morning.subject = :company)
order by morning.outlets desc, morning.documents desc, morning.story
limit 200
