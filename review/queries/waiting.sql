-- 13. What waits for a person?
-- Stories marked as needing an answer or with an owner, open claims of the last fourteen days without a decision, and open issues.
with decided as (
  select
    subject,
    max(case when kind = 'status' then id end) as status_id,
    max(case when kind = 'owner' then id end) as owner_id,
    max(case when kind = 'note' then id end) as note_id
  from desk.decisions
  where undone_at is null
    and kind in ('status', 'owner', 'note')
  group by subject
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
