"""The period of each figure.

`assignment` decides; `own_periods` (with `merged`, and `dating` for what dates no figure), `base_periods` and `period_rows`
propose; `frames` keeps what the text tells of, from `announced` and `reported`.
"""
