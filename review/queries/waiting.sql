-- 13. What waits for a person?
-- Stories that people marked as needing an answer or own, open claims nobody has looked at, and open troubles.
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
stories_waiting as (
  select
    stories.id as story,
    stories.headline,
    stories.subject,
    (select value from desk.decisions where id = decided.status_id) as status,
    (select value from desk.decisions where id = decided.owner_id) as owner,
    (select value from desk.decisions where id = decided.note_id) as note,
    (select at from desk.decisions where id = decided.status_id) as since
  from decided
  join stories on stories.id = decided.subject
  where (:company = '' or stories.subject = :company)
)
select
  'story' as what,
  story as id,
  headline as title,
  status,
  owner,
  note,
  since
from stories_waiting
where status in ('needs answer', 'seen')
  or (owner is not null and coalesce(status, 'new') not in ('answered', 'ignore'))
order by status = 'needs answer' desc, since
limit 200
