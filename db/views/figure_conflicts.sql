-- Figures that conflict and sums that do not add up, with both figures, their places and the derivation.
select
  checks.id as "check",
  checks.story,
  stories.headline,
  checks.kind,
  checks.verdict,
  ours.metric,
  ours.period,
  ours.text as left_text,
  ours.value as left_value,
  ours.unit as left_unit,
  coalesce(ours.document, ours.topic) as left_item,
  (
    select documents.source
    from documents
    where documents.id = ours.document
  ) as left_source,
  theirs.text as right_text,
  theirs.value as right_value,
  theirs.unit as right_unit,
  coalesce(theirs.document, theirs.topic) as right_item,
  (
    select documents.source
    from documents
    where documents.id = theirs.document
  ) as right_source,
  checks.difference as difference_percent,
  checks.why,
  checks.derivation
from checks
join figures as ours on ours.id = checks.left_figure
left join figures as theirs on theirs.id = checks.right_figure
left join stories on stories.id = checks.story
where checks.verdict in ('conflicts', 'does_not_add_up')
order by checks.story, ours.metric, checks.id
