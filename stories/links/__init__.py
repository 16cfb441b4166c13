"""Second stage: typed, evidenced links that merge groups into stories.

`joining` collects the links of a changed group and `threads` merges the groups (union-find). Each other module is one kind of
link evidence: `quoting` (a topic's wording), `recent_statements` (quoted posts and statements), `body_mentions`, `company_pairs`,
`named_company`, `earnings` (a claim and the results behind it), `results` (of one period), `own_posts`, `stragglers`, and across
languages `cross_lingual_links` by the similarity of `cross_lingual`. `deciding` applies people's merges, splits and pins.
"""
