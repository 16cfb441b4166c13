"""The period of each figure. `assignment` decides; `own_periods` (with `merged`, and `dating` for what dates no figure), `base_periods`, `period_rows` and `reported` propose."""
