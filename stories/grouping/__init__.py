"""First-stage clustering, one item at a time: each joins the most similar group of its language, or an open affair, or starts a group.

Start at `placing`. `thresholds` decides how similar is similar enough (`everyday` words and `templates` prove nothing, rare words
much), `copies` detects near-duplicates, and `retelling` finds a short text within a longer one. `index` finds candidate groups,
`groups` (with `group_figures`) and `vocabulary` keep their centroids and document frequencies. `affairs` places an item that hardly
says more than a company's name, by `bearing`, by what was `told` of the company in the
`recent` news about it, by `only_news` where there is no other and, for articles, `articles`.
"""
