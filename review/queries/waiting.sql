-- 13. What waits for a person?
-- Stories marked as needing an answer or with an owner, open claims of the last fourteen days without a decision, and open issues.
with decided as (
  select
    coalesce(stories.redirect_to, decisions.subject) as subject,
    max(case when decisions.kind = 'status' then decisions.id end) as status_id,
    max(case when decisions.kind = 'owner' then decisions.id end) as owner_id,
    max(case when decisions.kind = 'note' then decisions.id end) as note_id
  from desk.decisions
  left join stories on stories.id = decisions.subject
  where decisions.undone_at is null
    and decisions.kind in ('status', 'owner', 'note')
  group by coalesce(stories.redirect_to, decisions.subject)
),
marked as (
  select
    stories.id,
    stories.headline,
    stories.subject,
    (select value from desk.decisions where id = decided.status_id) as status,
    (select value from desk.decisions where id = decided.owner_id) as owner,
    (select value from desk.decisions where id = decided.note_id) as note,
    (select at from desk.decisions where id = coalesce(decided.status_id, decided.owner_id)) as since
  from decided
  join stories on stories.id = decided.subject
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
    or (owner is not null and coalesce(status, 'new') not in ('answered', 'ignore'))
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
