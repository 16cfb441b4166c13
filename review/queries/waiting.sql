-- 13. What waits for a person?
-- Stories marked as needing an answer or with an owner, open claims of the last fourteen days without a decision, and open issues.
with {decided},
{settled},
marked as (
  select
    stories.id,
    stories.headline,
    stories.subject,
    status.value as status,
    owner.value as owner,
    note.value as note,
    coalesce(status.at, owner.at) as since
  from stories
  left join decided status on status.story = stories.id
    and status.kind = 'status'
  left join decided owner on owner.story = stories.id
    and owner.kind = 'owner'
  left join decided note on note.story = stories.id
    and note.kind = 'note'
  where stories.id in (select story from decided)
),
waiting as (
  select
    'story' as what,
    id,
    headline as title,
    subject,
    status,
    owner,
    note,
    since
  from marked
  where status in ('needs answer', 'seen')
    or (owner is not null and id not in (select story from settled))
  union all
  select
    'claim',
    stories.id,
    stories.headline,
    stories.subject,
    'new',
    null,
    null,
    stories.first_seen_not_after
  from stories
  where stories.claim is not null
    and stories.redirect_to is null
    and entity_side(stories.subject) in ('own', 'peer')
    and stories.first_seen_not_after >= (
      select strftime('%Y-%m-%dT%H:%M:%S+00:00', max(at), '-14 days')
      from polls
    )
    and not exists (
      select 1
      from marked
      where marked.id = stories.id
        and coalesce(marked.status, marked.owner) is not null
    )
    and not exists (
      select 1
      from responses
      where responses.story = stories.id
        and responses.party = 'own'
        and coalesce(responses.stance, '') <> 'silent'
    )
  union all
  select
    'issue',
    issues.id,
    issues.message,
    sources.entity,
    issues.kind,
    null,
    issues.source,
    issues.last_at
  from issues
  left join sources on sources.id = issues.source
  where issues.cleared_at is null
)
select *
from waiting
where :company = ''
  or subject = :company
order by
  what = 'story' desc,
  what = 'claim' desc,
  status = 'needs answer' desc,
  since
limit 200
