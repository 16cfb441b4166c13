"""English names of months, in full and abbreviated, in small letters → their number."""

_IN_FULL = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_FULL = {name: n for n, name in enumerate(_IN_FULL, 1)}
MONTHS = {name[:3]: n for name, n in _FULL.items()} | {"sept": 9} | _FULL
