-- Movement on the boards: each topic compared with the previous good poll of its source; without adverts and pins.
-- A first poll shows no movement. Heat is comparable within one platform only, so growth is a factor.
with signals(signal) as (
  values ('top_ten'), ('climb'), ('label'), ('surge')
),
looks as (
  select
    sightings.topic,
    polls.source,
    sightings.captured_at as at,
    sightings.position,
    sightings.heat,
    sightings.label,
    (
      select before.id
      from polls as before
      where before.source = polls.source
        and before.status = 'ok'
        and before.at < polls.at
        and exists (select 1 from sightings as any_seen where any_seen.poll = before.id)
      order by before.at desc
      limit 1
    ) as before
  from sightings
  join polls on polls.id = sightings.poll
  where sightings.list = 'hot'
    and sightings.kind = 'organic'
),
pairs as (
  select
    looks.*,
    before_poll.at as before_at,
    before_seen.position as before_position,
    before_seen.heat as before_heat,
    before_seen.label as before_label
  from looks
  join polls as before_poll on before_poll.id = looks.before
  left join sightings as before_seen on before_seen.poll = looks.before
    and before_seen.list = 'hot'
    and before_seen.kind = 'organic'
    and before_seen.topic = looks.topic
)
select
  pairs.topic,
  topics.platform,
  topics.title,
  pairs.source,
  signals.signal,
  pairs.at,
  pairs.before_at,
  case signals.signal
    when 'label' then coalesce(before_label, 'none') || ' → ' || label
    when 'surge' then 'heat ' || before_heat || ' → ' || heat
    else 'place ' || coalesce(before_position, 'none') || ' → ' || position
  end as what,
  pairs.position,
  pairs.heat,
  pairs.label
from pairs
join topics on topics.id = pairs.topic
join signals on case signals.signal
  when 'top_ten' then position <= 10 and coalesce(before_position, 11) > 10
  when 'climb' then before_position - position >= 15
  when 'label' then instr('新热沸爆', label) > max(1, coalesce(instr('新热沸爆', before_label), 0))
  when 'surge' then before_heat > 0
    and heat >= 2 * before_heat
    and unixepoch(at) - unixepoch(before_at) <= 5400
end
