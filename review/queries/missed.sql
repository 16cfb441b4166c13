-- 14. What did we fail to collect?
-- Sources whose attempts failed in the window: how often, why, since when, and when they were last collected.
with {asked}
select
  sources.id as source,
  sources.name,
  sources.tier,
  count(*) as attempts,
  sum(polls.status in ('wall', 'blocked', 'error', 'stale')) as failed,
  (
    select latest.status
    from polls latest
    where latest.source = sources.id
      and latest.at < (select until from asked)
    order by latest.at desc
    limit 1
  ) as last_status,
  (
    select latest.why
    from polls latest
    where latest.source = sources.id
      and latest.at < (select until from asked)
      and latest.status in ('wall', 'blocked', 'error', 'stale')
    order by latest.at desc
    limit 1
  ) as why,
  min(case when polls.status in ('wall', 'blocked', 'error', 'stale') then polls.at end) as first_failure_at,
  (
    select max(good.at)
    from polls good
    where good.source = sources.id
      and good.status = 'ok'
      and good.at < (select until from asked)
  ) as last_good_at
from polls
join sources on sources.id = polls.source
where polls.at >= (select since from asked)
  and polls.at < (select until from asked)
group by sources.id
having failed > 0
order by last_status not in ('ok', 'empty') desc, sources.tier, failed desc, sources.id
limit 200
