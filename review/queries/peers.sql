-- 9. What did peers say, and how fast?
-- Answers of peers in the window, with their latency.
with {asked}
select
  responses.id,
  responses.company,
  responses.responder_entity as entity,
  responses.responder as speaker,
  responses.role,
  responses.channel,
  responses.channel_kind,
  responses.stance,
  responses.text,
  responses.lang,
  answer_words.kind,
  responses.responded_not_before,
  responses.responded_not_after,
  responses.latency_min,
  responses.latency_max,
  stories.id as story,
  stories.headline
from responses
join stories on stories.id = responses.story
join answer_words on answer_words.response = responses.id
where responses.responded_not_after >= (select since from asked)
  and responses.responded_not_after < (select until from asked)
  and responses.party = 'own'
  and entity_side(responses.company) = 'peer'
  and (:company = '' or responses.company = :company)
order by responses.responded_not_after desc, responses.id
limit 200
