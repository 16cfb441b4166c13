"""What linking knows of one item: an article, post, filing or topic.

`features` gathers it: `term_counts` (without the ends that `outlets` and the beginnings that `datelines` find), the companies of
the watch list (`roster`; also those that the reading missed, by `watched_names`) but for `incidental_names`, other names
(`unlisted_names`), and whether it is one of the `digests`.
`embeddings` compares items by meaning. `bridges` are what needs no translation (`spelling` across scripts), compared by
`clashes`; `twins` are titles of one template about two places or products. `voices` tells whose words a quotation gives,
`title_voices` a title (`papers`: memos and letters; `parents`: a parent company's). `readable` words shared terms for people to read;
`corrections` applies people's corrections to what was read.
"""
