-- 5. Which figures disagree with the filing or with each other?
-- Comparisons at quoted precision that conflict, and sums that do not add up, in stories touched in the window.
with {asked},
{touched}
select
  checks.id as "check",
  checks.story,
  checks.kind,
  checks.verdict,
  one.metric,
  one.metric_text,
  one.period,
  coalesce(one.subject, other.subject) as subject,
  one.id as left_id,
  one.text as left_text,
  one.value as left_value,
  one.low as left_low,
  one.high as left_high,
  one.unit,
  one.per,
  coalesce(one_source.name, platform_name(one_topic.platform)) as left_source,
  one_document.kind = 'filing' as left_is_filing,
  one_document.id as left_document,
  other.id as right_id,
  other.text as right_text,
  other.value as right_value,
  coalesce(other_source.name, platform_name(other_topic.platform)) as right_source,
  other_document.kind = 'filing' as right_is_filing,
  other_document.id as right_document,
  checks.difference,
  checks.why,
  checks.derivation
from touched
cross join checks on checks.story = touched.story
join stories on stories.id = checks.story
{compared}
where (checks.verdict in ('conflicts', 'does_not_add_up') or :verdicts = 'all')
  and (:company = '' or stories.subject = :company)
order by checks.verdict = 'conflicts' desc, checks.verdict = 'does_not_add_up' desc, abs(cast(checks.difference as real)) desc, checks.id
limit 200
