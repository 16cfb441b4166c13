-- 10. Where does coverage say that we did not comment?
-- Passages first seen in the window that say a watched company declined to comment or did not answer.
with {asked},
refused as (
  select
    quotes.id,
    quotes.text,
    quotes.kind,
    documents.lang,
    quotes.speaker,
    case
      when quotes.speaker_entity is not null
      then entity_company(quotes.speaker_entity, substr(coalesce(documents.published, documents.first_seen), 1, 10))
      when quotes.speaker is null then stories.subject
      -- Whoever else is named may be an authority or a lawyer, unless linking took the words for the company's.
      else coalesce(
        spoken_for(quotes.role, quotes.organisation),
        (
          select responses.company
          from responses
          where responses.document = quotes.document
            and responses."start" < quotes."end"
            and quotes."start" < responses."end"
            and responses.party = 'own'
          limit 1
        )
      )
    end as company,
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
)
select
  refused.*,
  entity_side(company) as side
from refused
where company is not null
  and (:company = '' or company = :company)
order by side = 'own' desc, tier, at desc, id
limit 200
