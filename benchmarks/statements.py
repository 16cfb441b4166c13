"""Measures how well examples give the stance of a Chinese statement: each kind of claim by the examples of the others.

`python -m benchmarks statements`. The rules compared with (listed wordings, a leading "no", acts) never used these
statements.
"""

from __future__ import annotations

from collections import Counter

from benchmarks import subjects
from stories.speech.examples import Classifier
from stories.speech.stances import spoken_stance
from stories.text import lexicon


def main(argv: list[str]) -> None:
    """Print accuracy by stance: learned, and by rules."""
    subjects.parser(__name__, __doc__).parse_args(argv)
    table = lexicon.table("statements")
    right: dict[str, Counter[str]] = {"examples": Counter(), "rules": Counter()}
    total: Counter[str] = Counter()
    for kind, by_stance in table["statements"].items():
        others = {other: known for other, known in table["statements"].items() if other != kind}
        learned = Classifier(others, table["shares"])
        for stance, statements in by_stance.items():
            for statement in statements:
                total[stance] += 1
                right["examples"][stance] += learned.stance(statement) == stance
                right["rules"][stance] += spoken_stance(statement, "zh") == stance
    print("| stance | statements | by examples of other kinds | by the rules |\n|---|---|---|---|")
    for stance, count in total.items():
        shares = " | ".join(f"{100 * found[stance] / count:.1f} %" for found in right.values())
        print(f"| {stance} | {count} | {shares} |")
    shares = " | ".join(f"{100 * found.total() / total.total():.1f} %" for found in right.values())
    print(f"| all | {total.total()} | {shares} |")
