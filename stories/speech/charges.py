"""Whether what a company simply states denies what it is charged with: "the tea is changed every four hours", where it was said to be stale.

Knows the claim's words and the statement's. A charge is of dishonesty, bad goods or a breach; a mishap charges nobody, and
who is asked about one explains. Words that take a stance by themselves are stances' matter.
"""

from __future__ import annotations

from stories.speech.stances import patterns
from stories.text.phrases import phrases, plain


def gainsays(words: str, claim: str, lang: str) -> bool:
    """Whether words that take no stance of their own stand against a charge: they give no reason, regret nothing and put nothing off."""
    if not phrases("claims", "charged", lang).search(plain(claim, lang)):
        return False
    said = plain(words, lang).lstrip(" “‘「『\"'：:，,")
    return bool(said) and not any(pattern.search(said) for pattern in patterns("reasons", lang))
