-- 11. Whose is the coverage: us against peers?
-- Articles first seen in the window that name each watched company, quotes of its people in them, and its share of both.
with {asked},
named as (
  select
    entity_company(mentions.entity, substr(coalesce(documents.published, documents.first_seen), 1, 10)) as company,
    count(distinct documents.id) as articles
  from documents
  cross join mentions on mentions.document = documents.id
  where documents.first_seen >= (select since from asked)
    and documents.first_seen < (select until from asked)
    and documents.kind = 'article'
    and mentions.entity is not null
  group by 1
),
quoted as (
  select
    entity_company(quotes.speaker_entity, substr(coalesce(documents.published, documents.first_seen), 1, 10)) as company,
    count(*) as quotes
  from documents
  cross join quotes on quotes.document = documents.id
  where documents.first_seen >= (select since from asked)
    and documents.first_seen < (select until from asked)
    and documents.kind = 'article'
    and quotes.speaker_entity is not null
  group by 1
)
select
  named.company,
  entity_name(named.company) as name,
  entity_side(named.company) as side,
  named.articles,
  round(100.0 * named.articles / sum(named.articles) over (), 1) as articles_percent,
  coalesce(quoted.quotes, 0) as quotes,
  round(100.0 * coalesce(quoted.quotes, 0) / nullif(sum(coalesce(quoted.quotes, 0)) over (), 0), 1) as quotes_percent
from named
left join quoted on quoted.company = named.company
where named.company is not null
order by side = 'own' desc, named.articles desc, named.company
limit 200
