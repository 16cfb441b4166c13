-- What moves on the boards: a topic beside the good look of the same source just before; adverts and pins left out.
-- A first look at a board tells nothing of movement. Heat compares within one platform only, so growth is a factor.
with looks as (
  select
    id,
    source,
    at,
    lag(id) over (partition by source order by at) as before,
    lag(at) over (partition by source order by at) as before_at
  from polls
  where status = 'ok'
    and exists (select 1 from sightings where sightings.poll = polls.id)
),
labels(label, strength) as (
  values ('新', 1), ('热', 2), ('沸', 3), ('爆', 4)
),
seen as (
  select
    looks.source,
    looks.at,
    looks.before_at,
    now_seen.topic,
    now_seen.position,
    now_seen.heat,
    now_seen.label,
    now_label.strength,
    then_seen.position as before_position,
    then_seen.heat as before_heat,
    then_seen.label as before_label,
    coalesce(then_label.strength, 0) as before_strength
  from looks
  join sightings as now_seen on now_seen.poll = looks.id
  left join sightings as then_seen on then_seen.poll = looks.before
    and then_seen.topic = now_seen.topic
    and then_seen.list = 'hot'
    and then_seen.kind = 'organic'
  left join labels as now_label on now_label.label = now_seen.label
  left join labels as then_label on then_label.label = then_seen.label
  where now_seen.list = 'hot'
    and now_seen.kind = 'organic'
    and looks.before is not null
),
moves as (
  select *, 'top_ten' as signal, 'place ' || coalesce(before_position, 'none') || ' → ' || position as what
  from seen
  where position <= 10
    and (before_position is null or before_position > 10)
  union all
  select *, 'climb', 'place ' || before_position || ' → ' || position
  from seen
  where before_position - position >= 15
  union all
  select *, 'label', coalesce(before_label, 'none') || ' → ' || label
  from seen
  where strength >= 2
    and strength > before_strength
  union all
  select *, 'surge', 'heat ' || before_heat || ' → ' || heat
  from seen
  where heat >= 2 * before_heat
    and before_heat > 0
    and unixepoch(at) - unixepoch(before_at) <= 5400
)
select
  moves.topic,
  topics.platform,
  topics.title,
  moves.source,
  moves.signal,
  moves.at,
  moves.before_at,
  moves.what,
  moves.position,
  moves.heat,
  moves.label
from moves
join topics on topics.id = moves.topic
