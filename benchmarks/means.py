"""Rebuilds nlp/words/embedding_means.toml: the mean vector of each language, over titles with the same meaning in each.

`python -m benchmarks.means > nlp/words/embedding_means.toml`. The everyday titles are the same in all languages, so
that their means differ by language only; the first half of the multilingual titles of `stories` is added.
"""

from __future__ import annotations

import base64
import json
from collections import defaultdict
from pathlib import Path

import numpy as np

from nlp import embedding

TITLES = Path(__file__).with_name("titles")

HEAD = """\
# The mean of every language's vectors, which is taken from each vector of it: signed bytes in base 64, a thousandth a step.
# "other" is the mean of the means. Made by `python -m benchmarks.means`; they belong to the model named in embedding.py.

[means]"""


def make() -> None:
    texts: dict[str, list[str]] = defaultdict(list)
    for line in (TITLES / "everyday.txt").read_text(encoding="utf-8").splitlines():
        lang, title = line.split(": ", 1)
        texts[lang].append(title)
    for line in (TITLES / "multi_first.jsonl").read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        texts[entry["lang"]].append(entry["title"])
    means = {lang: _mean(titles) for lang, titles in sorted(texts.items())}
    means["other"] = np.mean(list(means.values()), axis=0)
    print(HEAD)
    for lang, mean in means.items():
        packed = np.clip(np.round(mean * embedding.STEPS), -127, 127).astype(np.int8).tobytes()
        print(f'{lang} = "{base64.b64encode(packed).decode()}"')


def _mean(titles: list[str]) -> np.ndarray:
    kept = embedding.Embedder().embed(titles)
    return np.mean([np.frombuffer(one, dtype="<f2").astype(np.float64) for one in kept], axis=0)


if __name__ == "__main__":
    make()
