-- 15. What is due today?
-- Results, hearings, embargoes and deadlines that people entered, from the requested day (in the team's time zone) for a day and a half.
select
  calendar.id,
  calendar.day,
  calendar.time,
  calendar.what,
  calendar.company,
  entity_side(calendar.company) as side,
  calendar."by"
from desk.calendar
where calendar.undone_at is null
  and calendar.day >= coalesce(nullif(:day, ''), date('now'))
  and calendar.day <= date(coalesce(nullif(:day, ''), date('now')), '+1 day')
  and (:company = '' or calendar.company = :company)
order by calendar.day, calendar.time is null, calendar.time, calendar.id
limit 200
