"""Who answered a story, when, and with which stance.

Start at `responses`. `gathering` collects the `candidates` of each item: posts and releases (`issued`, `releases`), quotations
(`quoted`), titles and sentences that report an answer (`titled`, `reported`); `non_answers` rejects what answers nothing, and `candidate_cache` keeps
them from pass to pass. `carriers` merges the candidates of one answer, looked up in `answer_index` by their `wordings`;
`retold` adds those that have it in other words. `repeated` gives a bare "X responds" the stance of the full answer;
`named_later` names officers first mentioned by their office. `rejected` knows the answers that people rejected.
"""
