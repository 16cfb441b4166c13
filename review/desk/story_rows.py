"""The queries of a story's page: the story itself, its items, answers and checks, and others to merge it with."""

from review.questions import with_parts

# The surviving story is looked up row by row: with a join, SQLite 3.40 would scan all stories first.
STORY = """
    with recursive heir(id, steps) as (
      select :id, 0
      union
      select (select redirect_to from stories where stories.id = heir.id), heir.steps + 1
      from heir
      where heir.id is not null
        and heir.steps < 50
    )
    select
      stories.*,
      coalesce(nullif(stories.headline, ''), stories.claim, 'A post without words') as headline,
      topics.title as topic_title,
      topics.platform as topic_platform
    from stories
    left join topics on topics.id = stories.topic
    where stories.id in (select id from heir)
      and stories.redirect_to is null
    limit 1
"""

OTHERS = """
    select id, coalesce(nullif(headline, ''), claim, id) as headline
    from stories
    where subject = :subject
      and redirect_to is null
      and id <> :id
    order by first_seen_not_after desc
    limit 30
"""

OWNERS = """
    select value as name, max(id) as latest
    from desk.decisions
    where kind = 'owner'
      and value is not null
    group by value
    order by latest desc
    limit 12
"""
"""Who was named as an owner before, the latest first."""

OF_DOCUMENTS = """
    select
      documents.id,
      documents.kind,
      coalesce(documents.title, nullif(substr(documents.text, 1, 200), ''), substr(documents.repost_of, 1, 200)) as title,
      documents.url,
      documents.lang,
      documents.version,
      documents.gone_since,
      documents.free,
      coalesce(documents.published, documents.first_seen) as at,
      documents.published is null as undated,
      sources.id as source_id,
      sources.name as source,
      sources.tier,
      story_documents.kind as link,
      story_documents.score,
      story_documents.evidence,
      story_documents.rule,
      story_documents.copy_of
    from story_documents
    join documents on documents.id = story_documents.document
    join sources on sources.id = documents.source
    where story_documents.story = :id
    order by at, documents.id
"""

OF_TOPICS = """
    select
      topics.id,
      topics.title,
      topics.platform,
      story_topics.kind as link,
      story_topics.score,
      story_topics.evidence,
      story_topics.rule,
      min(sightings.captured_at) as first_at,
      max(sightings.captured_at) as last_at,
      min(case when sightings.list = 'hot' then sightings.position end) as peak_position,
      max(sightings.heat) as peak_heat
    from story_topics
    join topics on topics.id = story_topics.topic
    left join sightings on sightings.topic = topics.id
      and sightings.kind = 'organic'
    where story_topics.story = :id
    group by topics.id
    order by
      topics.title = (select claim from stories where id = :id) desc,
      peak_heat is null,
      peak_heat desc,
      first_at,
      topics.id
"""

OF_SIGHTINGS = """
    with numbered as (
      select
        sightings.*,
        row_number() over (partition by topic, list order by captured_at desc, id desc) - 1 as place,
        count(*) over () as of_all
      from sightings
      where topic in (select value from json_each(:topics))
        and kind = 'organic'
        and list in ('hot', 'rising')
    )
    select topic, title, captured_at, position, heat, list
    from numbered
    where place % (of_all / :most + 1) = 0
    order by captured_at, id
"""
"""Of many sightings every second, third … one, always with the last: a timeline that were cut would end too early."""

OF_ANSWERS = """
    select
      responses.*,
      responses.responder as speaker,
      responses.responder_entity as speaker_entity,
      documents.url,
      documents.title,
      sources.name as source,
      answer_words.quote,
      answer_words.kind,
      answer_words.carriers,
      coalesce(responses.document, responses.topic) || ':' || responses."start" || '-' || responses."end" as place,
      count(*) over () as of_all
    from responses
    join answer_words on answer_words.response = responses.id
    left join documents on documents.id = responses.document
    left join sources on sources.id = documents.source
    where responses.story = :id
    order by responses.party, responses.responded_not_after, responses.id
    limit 100
"""

OF_CHECKS = with_parts("""
    select
      checks.*,
      one.text as left_text,
      one.metric,
      one.metric_text,
      one.value as left_value,
      one.per,
      coalesce(one.subject, other.subject) as subject,
      one.period,
      one_document.id as left_document,
      coalesce(one_source.name, platform_name(one_topic.platform)) as left_source,
      one_document.kind = 'filing' as left_is_filing,
      other.text as right_text,
      other_document.id as right_document,
      coalesce(other_source.name, platform_name(other_topic.platform)) as right_source,
      other_document.kind = 'filing' as right_is_filing,
      count(*) over () as of_all
    from checks
    {compared}
    where checks.story = :id
    order by
      checks.verdict = 'conflicts' desc,
      checks.verdict = 'does_not_add_up' desc,
      abs(cast(checks.difference as real)) desc,
      checks.id
    limit 60
""")
