-- One row per watched source: its last poll, its last good poll, failures since, and yield in the day before the last poll.
select
  sources.id as source,
  sources.name,
  sources.spider,
  sources.platform,
  sources.tier,
  sources.every,
  sources.expect,
  latest.at as last_poll_at,
  latest.status as last_status,
  latest.http_status as last_http_status,
  latest.why as last_why,
  (
    select max(polls.at)
    from polls
    where polls.source = sources.id
      and polls.status = 'ok'
  ) as last_good_at,
  (
    select count(*)
    from polls
    where polls.source = sources.id
      and polls.status in ('wall', 'blocked', 'error', 'stale')
      and polls.at > coalesce(
        (
          select max(good.at)
          from polls good
          where good.source = sources.id
            and good.status = 'ok'
        ),
        ''
      )
  ) as failures,
  case sources.spider
    when 'board' then (
      select coalesce(sum(polls.rows), 0)
      from polls
      where polls.source = sources.id
        and polls.at > strftime('%Y-%m-%dT%H:%M:%S+00:00', latest.at, '-1 day')
    )
    else (
      select count(*)
      from documents
      where documents.source = sources.id
        and documents.first_seen > strftime('%Y-%m-%dT%H:%M:%S+00:00', latest.at, '-1 day')
    )
  end as items_last_day
from sources
left join polls latest on latest.id = (
  select polls.id
  from polls
  where polls.source = sources.id
  order by polls.at desc
  limit 1
)
where sources.active = 1
  and sources.spider <> 'import' -- archives' outlets are not watched
