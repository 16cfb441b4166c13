"""The period of each figure. `assignment` decides; `own_periods` (with `merged`), `base_periods`, `period_rows` and `reported` propose."""
