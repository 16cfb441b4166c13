-- 7. Which trending topics have no article, and the reverse?
-- Stories touched in the window that are only on a board, or about a watched company and only in articles.
with {asked},
{touched}
select
  case
    when exists (select 1 from story_documents where story_documents.story = stories.id)
    then 'article without topic'
    else 'topic without article'
  end as which,
  stories.id as story,
  stories.headline,
  stories.subject,
  entity_side(stories.subject) as side,
  stories.first_seen_not_after
from touched
cross join stories on stories.id = touched.story
where stories.redirect_to is null
  and stories.subject is not null
  and (:company = '' or stories.subject = :company)
  and (
    not exists (select 1 from story_documents where story_documents.story = stories.id)
    or not exists (select 1 from story_topics where story_topics.story = stories.id)
  )
order by which desc, side = 'own' desc, stories.first_seen_not_after desc, stories.id
limit 200
