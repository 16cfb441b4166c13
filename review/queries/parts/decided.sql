-- The latest valid status, owner, note and name of each story; what was decided about a merged story counts for the one it is part of.
decided as (
  select
    latest.story,
    decisions.kind,
    decisions.value,
    decisions.at
  from (
    select
      coalesce(stories.redirect_to, decisions.subject) as story,
      max(decisions.id) as id
    from desk.decisions
    left join stories on stories.id = decisions.subject
    where decisions.undone_at is null
      and decisions.kind in ('status', 'owner', 'note', 'rename')
    group by coalesce(stories.redirect_to, decisions.subject), decisions.kind
  ) latest
  join desk.decisions on decisions.id = latest.id
)
