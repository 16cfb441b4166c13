-- 1. What is new since the last brief?
-- Stories that gained an item in the window, ours first, then the most widely reported. A story about us in one outlet only, without a claim, comes after peers' stories. A topic alone counts if it is about a watched company.
with {asked},
{touched}
select
  morning.*,
  (
    select count(*)
    from story_documents
    join documents on documents.id = story_documents.document
    where story_documents.story = morning.story
      and documents.first_seen >= (select since from asked)
      and documents.first_seen < (select until from asked)
  ) as new_documents,
  coalesce(morning.first_seen_not_after, '') >= (select since from asked) as is_new,
  entity_side(morning.subject) as side,
  count(*) over () as stories_in_window
from touched
cross join morning on morning.story = touched.story
where (:company = '' or morning.subject = :company)
  and (morning.subject is not null or morning.documents > 0)
order by
  -- A story about us in one outlet only, without a claim, is no more urgent than a peer's.
  coalesce(side in ('own', 'peer'), 0) and (morning.claim is not null or morning.outlets > 1) desc,
  coalesce(side = 'own', 0) desc,
  coalesce(side = 'peer', 0) desc,
  morning.claim is not null desc,
  morning.outlets desc,
  morning.documents desc,
  morning.story
limit 200
