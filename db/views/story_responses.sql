-- The linked record: each story with each response, its responder, channel and latency; unanswered claims included.
select
  stories.id as story,
  stories.headline,
  stories.subject,
  stories.claim,
  topics.title as topic,
  stories.claimed_on as claim_claimed_on,
  stories.first_seen_not_before,
  stories.first_seen_not_after,
  responses.id as response,
  responses.party,
  responses.responder,
  responses.responder_entity,
  responses.role,
  responses.organisation,
  responses.stance,
  responses.text,
  responses.lang,
  responses.channel,
  responses.channel_kind,
  responses.claimed_on as response_claimed_on,
  responses.responded_not_before,
  responses.responded_not_after,
  responses.latency_min as latency_min_seconds,
  responses.latency_max as latency_max_seconds,
  coalesce(
    (
      select answer_words.carriers
      from answer_words
      where answer_words.response = responses.id
    ),
    0
  ) as carriers,
  responses.document,
  responses.topic as response_topic,
  responses.confidence,
  responses.evidence
from stories
left join responses on responses.story = stories.id
left join topics on topics.id = stories.topic
where stories.redirect_to is null
  and (stories.claim is not null or responses.id is not null)
order by
  stories.first_seen_not_after desc,
  stories.id,
  responses.party,
  responses.responded_not_after
