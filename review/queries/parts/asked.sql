-- The window asked for; where no begin is given, the day before the last look.
asked as (
  select
    coalesce(
      nullif(:since, ''),
      (select strftime('%Y-%m-%dT%H:%M:%S+00:00', max(at), '-1 day') from polls),
      ''
    ) as since,
    coalesce(nullif(:until, ''), '9999') as until
)
