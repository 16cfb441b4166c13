"""Last touches: metrics by unit and trade, then records and their statements.

`refine` uses `prices`, `sold_en`, `spent_zh`, `people` and `economies`; `finishing` makes the record, `statements` numbers
the statements.
"""
