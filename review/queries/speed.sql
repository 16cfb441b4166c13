-- 4. How fast was each answer?
-- Each story's first answer from the company's side in the window that came after the claim was seen, its latency as an interval, and whether it certainly came within 1, 4 and 24 hours.
with {asked}
select
  stories.id as story,
  stories.headline,
  responses.company,
  entity_side(responses.company) as side,
  responses.responder_entity as entity,
  responses.responder as speaker,
  responses.role,
  responses.channel,
  responses.channel_kind,
  responses.stance,
  responses.responded_not_before,
  responses.responded_not_after,
  responses.latency_min,
  responses.latency_max,
  responses.latency_max <= 3600 as within_1h,
  responses.latency_max <= 14400 as within_4h,
  responses.latency_max <= 86400 as within_24h
from responses
join stories on stories.id = responses.story
where responses.responded_not_after >= (select since from asked)
  and responses.responded_not_after < (select until from asked)
  and responses.party = 'own'
  and coalesce(responses.stance, '') not in ('decline', 'silent')
  and responses.latency_max > 0
  and (:company = '' or responses.company = :company)
  and not exists (
    select 1
    from responses earlier
    where earlier.story = responses.story
      and earlier.party = 'own'
      and coalesce(earlier.stance, '') not in ('decline', 'silent')
      and coalesce(earlier.latency_max, 1) > 0
      and (earlier.responded_not_after, earlier.id) < (responses.responded_not_after, responses.id)
  )
order by responses.latency_max, responses.id
limit 200
