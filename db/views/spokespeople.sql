-- Who speaks for a watched company: how often, how, and how soon after a claim. One row per person (or the company itself).
select
  responses.company,
  coalesce(responses.responder_entity, responses.responder) as spokesperson,
  max(responses.responder) as name,
  max(responses.role) as role,
  sum(coalesce(responses.stance, '') <> 'silent') as answers,
  count(distinct responses.story) as stories,
  sum(responses.stance = 'deny') as denials,
  sum(responses.stance = 'apologise') as apologies,
  sum(responses.stance = 'explain') as explanations,
  sum(responses.stance = 'promise') as promises,
  sum(responses.stance in ('decline', 'silent')) as declined_or_silent,
  -- What was said by the time the claim was seen answers none, and who is silent is not fast.
  min(responses.latency_max) filter (
    where responses.latency_max > 0
      and coalesce(responses.stance, '') <> 'silent'
  ) as fastest_at_most_seconds,
  avg(responses.latency_max) filter (
    where responses.latency_max > 0
      and coalesce(responses.stance, '') <> 'silent'
  ) as mean_at_most_seconds,
  max(responses.responded_not_after) as last_answer_not_after
from responses
where responses.party = 'own'
group by responses.company, coalesce(responses.responder_entity, responses.responder)
order by answers desc, spokesperson
