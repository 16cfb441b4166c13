"""Whether a plain English statement denies a charge: "the tea is changed every four hours" when it was said to be stale.

Compares claim and statement. A charge is of dishonesty, bad goods or a breach; a mishap charges nobody, and a
statement about it explains. `stances` handles words that take a stance by themselves, `examples` Chinese statements.
"""

from __future__ import annotations

from stories.speech.stances import patterns
from stories.text.phrases import phrases, plain


def contradicts(words: str, claim: str) -> bool:
    """Return whether words without a stance contradict a charge: they give no reason, express no regret, defer nothing."""
    if not phrases("claims", "charged", "en").search(plain(claim, "en")):
        return False
    said = plain(words, "en").lstrip(" “‘\"':,")
    return bool(said) and not any(pattern.search(said) for pattern in patterns("reasons", "en"))
