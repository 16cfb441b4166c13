-- 3. Who spoke, what exactly, and where?
-- Answers given in the window, then other words of watched people and companies, and of other officers of these, first seen in it; repetitions of earlier answers are left out.
with {asked},
spoken as (
  select
    quotes.*,
    case
      when quotes.speaker_entity is not null
      then entity_company(quotes.speaker_entity, substr(coalesce(documents.published, documents.first_seen), 1, 10))
      else spoken_for(quotes.role, quotes.organisation)
    end as company
  from documents
  cross join quotes on quotes.document = documents.id
  where documents.first_seen >= (select since from asked)
    and documents.first_seen < (select until from asked)
    and quotes.same_as is null
    and coalesce(quotes.stance, '') not in ('decline', 'silent')
    and coalesce(quotes.speaker_entity, quotes.role) is not null
),
words as (
  select
    'answer' as what,
    responses.id as id,
    responses.text,
    responses.lang,
    responses.responder as speaker,
    responses.responder_entity as entity,
    responses.company,
    entity_side(responses.company) as side,
    responses.role,
    responses.channel,
    responses.channel_kind,
    responses.stance,
    (
      select answer_words.kind
      from answer_words
      where answer_words.response = responses.id
    ) as kind,
    responses.responded_not_before as not_before,
    responses.responded_not_after as not_after,
    responses.latency_min,
    responses.latency_max,
    responses.story,
    responses.document,
    responses."start",
    documents.url,
    documents.title,
    sources.name as source,
    (
      select answer_words.carriers
      from answer_words
      where answer_words.response = responses.id
    ) as carriers
  from responses
  left join documents on documents.id = responses.document
  left join sources on sources.id = documents.source
  where responses.responded_not_after >= (select since from asked)
    and responses.responded_not_after < (select until from asked)
    and responses.party = 'own'
    and coalesce(responses.stance, '') not in ('decline', 'silent')
    and (:company = '' or responses.company = :company)
  union all
  select
    'quote',
    quotes.id,
    quotes.text,
    documents.lang,
    quotes.speaker,
    quotes.speaker_entity,
    quotes.company,
    entity_side(quotes.company),
    quotes.role,
    quotes.channel,
    quotes.channel_kind,
    quotes.stance,
    quotes.kind,
    null,
    coalesce(documents.published, documents.first_seen),
    null,
    null,
    story_documents.story,
    documents.id,
    quotes."start",
    documents.url,
    documents.title,
    sources.name,
    1 + (select count(*) from quotes copies where copies.same_as = quotes.id)
  from spoken quotes
  join documents on documents.id = quotes.document
  join sources on sources.id = documents.source
  left join story_documents on story_documents.document = documents.id
  where coalesce(quotes.speaker_entity, quotes.company) is not null
    and (:company = '' or quotes.company = :company)
    and not exists (
      select 1
      from response_carriers
      join responses on responses.id = response_carriers.response
      where response_carriers.item = quotes.document
        and coalesce(responses.responder_entity, responses.responder) = coalesce(quotes.speaker_entity, quotes.speaker)
    )
    and not exists (
      select 1
      from responses
      where responses.document = quotes.document
        and responses."start" < quotes."end"
        and quotes."start" < responses."end"
    )
)
select *
from words
order by
  side = 'own' desc,
  side = 'peer' desc,
  what,
  kind = 'indirect',
  coalesce(entity = company, 0),
  not_after,
  id
limit 200
