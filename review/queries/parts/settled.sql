-- Stories that somebody marked as answered or to be ignored, after which their claim is open no more; needs `decided`.
settled as (
  select story
  from decided
  where kind = 'status'
    and value in ('answered', 'ignore')
)
