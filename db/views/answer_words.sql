-- The words of each response: the quote they come from, whether they are the speaker's own, how many items carry them. A headline is never a quote.
select
  responses.id as response,
  (
    select quotes.id
    from quotes
    where quotes.document = responses.document
      and quotes."start" < responses."end"
      and responses."start" < quotes."end"
    order by quotes."start"
    limit 1
  ) as quote,
  coalesce(
    (
      select quotes.kind
      from quotes
      where quotes.document = responses.document
        and quotes."start" = responses."start"
      limit 1
    ),
    case when documents.kind = 'post' then 'direct' else 'indirect' end
  ) as kind,
  (
    select count(*)
    from response_carriers
    where response_carriers.response = responses.id
  ) as carriers
from responses
left join documents on documents.id = responses.document
