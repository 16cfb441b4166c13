-- The requested window; without a start, the day before the last collection.
asked as (
  select
    coalesce(
      nullif(:since, ''),
      (select strftime('%Y-%m-%dT%H:%M:%S+00:00', max(at), '-1 day') from polls),
      ''
    ) as since,
    coalesce(nullif(:until, ''), '9999') as until
)
