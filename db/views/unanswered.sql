-- Claims about a watched company that it has not answered. A decline is an answer; a report of silence is not.
select
  stories.id as story,
  stories.headline,
  stories.subject,
  stories.claim,
  topics.title as topic,
  stories.claimed_on,
  stories.first_seen_not_before,
  stories.first_seen_not_after,
  (
    select max(coalesce(documents.published, documents.first_seen))
    from story_documents
    join documents on documents.id = story_documents.document
    where story_documents.story = stories.id
  ) as last_told_at,
  (
    select count(*)
    from story_documents
    where story_documents.story = stories.id
  ) as documents,
  (
    select count(*)
    from story_topics
    where story_topics.story = stories.id
  ) as topics,
  (
    select count(*)
    from responses
    where responses.story = stories.id
      and responses.party = 'reaction'
  ) as reactions,
  (
    select max(responses.responded_not_after)
    from responses
    where responses.story = stories.id
      and responses.party = 'own'
      and responses.stance = 'silent'
  ) as reported_silent_at
from stories
left join topics on topics.id = stories.topic
where stories.redirect_to is null
  and stories.claim is not null
  and stories.subject is not null
  and not exists (
    select 1
    from responses
    where responses.story = stories.id
      and responses.party = 'own'
      and coalesce(responses.stance, '') <> 'silent'
  )
order by stories.first_seen_not_after
