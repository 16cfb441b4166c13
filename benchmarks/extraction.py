"""Measures article extraction beside trafilatura and newspaper4k, on the pages of $REJOINDER_DATA/articles.

`python -m benchmarks extraction [--newspaper PYTHON] [--processes N]`. PYTHON is the interpreter of an environment
with newspaper4k, which is not a dependency. The scorer beside the pages gives quality; speed is CPU time, all
extractors in one run, page by page in turn.
"""

from __future__ import annotations

import gzip
import json
import logging
import os
import subprocess
import time
from collections.abc import Callable, Iterator
from functools import partial
from multiprocessing import Pool
from pathlib import Path
from typing import Any
from unittest.mock import patch

from benchmarks import scorers, subjects

SETS = ("aeb", "feval", "fundus", "naeb", "htmldate_news")
UTF8 = frozenset({"aeb", "feval", "fundus"})
"""Sets whose pages are stored as UTF-8 whatever they declare."""

SHOWN = (
    "aeb_F1", "feval_F1", "naeb_F1", "fundus_F1", "mean page F1", "pages under .5", "naeb_title_ex", "naeb_title_soft",
    "naeb_date_acc", "fundus_date_acc", "htmldate_news_date_acc", "fundus_instant", "naeb_auth_F1", "fundus_auth_F1",
    "pages a CPU second",
)  # fmt: skip

NEWSPAPER = """
import gzip, json, sys, time, logging
logging.disable(50)
from newspaper import Article
for line in sys.stdin:
    job = json.loads(line)
    html = gzip.open(job["path"]).read()
    start = time.process_time()
    row = {"set": job["set"], "id": job["id"]}
    try:
        article = Article(job["url"], fetch_images=False)
        article.download(input_html=html.decode("utf-8", "replace"))
        article.parse()
        row |= {"title": article.title, "body": article.text, "authors": article.authors,
                "date": article.publish_date.isoformat() if article.publish_date else None}
    except Exception as error:
        row["error"] = repr(error)
    row["seconds"] = time.process_time() - start
    print(json.dumps(row), flush=True)
"""
"""Reads one page per line and writes one prediction per line; run by the other environment's Python."""

Job = dict[str, Any]


def main(argv: list[str]) -> None:
    parser = subjects.parser(__name__, __doc__)
    parser.add_argument("--newspaper", metavar="PYTHON", help="Python of an environment with newspaper4k")
    parser.add_argument("--processes", type=int, default=2)
    options = parser.parse_args(argv)
    root = Path(os.environ["REJOINDER_DATA"]) / "articles"
    jobs = list(read_jobs(root))
    # In separate pools, because ours changes how trafilatura works in the processes it is loaded in.
    with Pool(options.processes) as own, Pool(options.processes) as others:
        found = [
            pool.imap(partial(predict, names), jobs, chunksize=4)
            for pool, names in ((own, OURS), (others, PEERS))
        ]
        rows = [row for pages in zip(*found, strict=True) for page in pages for row in page]
    if options.newspaper:
        rows += newspaper(options.newspaper, jobs)
    scorer = scorers.load(root / "score.py")
    table = {
        name: score(scorer, [row for row in rows if row["by"] == name])
        for name in dict.fromkeys(row["by"] for row in rows)
    }
    print(f"{len(jobs)} pages")
    print(" ".join(["".ljust(24), *(name.rjust(14) for name in table)]))
    for figure in SHOWN:
        print(
            " ".join(
                [figure.ljust(24), *(f"{table[name].get(figure, float('nan')):14.3f}" for name in table)]
            )
        )


def read_jobs(root: Path) -> Iterator[Job]:
    for name in SETS:
        for line in (root / name / "gold.jsonl").read_text(encoding="utf-8").splitlines():
            gold = json.loads(line)
            path = root / name / "html" / f"{gold['id']}.html.gz"
            yield {"set": name, "id": gold["id"], "url": gold["url"], "path": str(path), "utf8": name in UTF8}


def predict(names: tuple[str, ...], job: Job) -> list[dict[str, Any]]:
    """Return the predictions of each extractor for one page."""
    logging.disable(logging.CRITICAL)
    html = gzip.decompress(Path(job["path"]).read_bytes())
    return [timed(name, EXTRACTORS[name], html, job) for name in names]


def timed(
    name: str, extract: Callable[[bytes, Job], dict[str, Any]], html: bytes, job: Job
) -> dict[str, Any]:
    start = time.process_time()
    found = extract(html, job)
    return {"by": name, "set": job["set"], "id": job["id"], "seconds": time.process_time() - start, **found}


def ours(html: bytes, job: Job) -> dict[str, Any]:
    from crawler.pages import as_json, read_page  # noqa: PLC0415

    content_type = "text/html; charset=utf-8" if job["utf8"] else None
    found = as_json(read_page(html, job["url"], content_type=content_type))
    return {
        "title": found["title"],
        "date": found["published"],
        "authors": found["authors"],
        "body": found["body"],
    }


def ours_without_witness(html: bytes, job: Job) -> dict[str, Any]:
    """For measuring speed only."""
    from crawler.pages import bodies, boilerplate  # noqa: PLC0415

    def find(tree: Any, _text: str, _said: str | None) -> str:
        boilerplate.clear(tree)
        return bodies._extracted(tree)  # noqa: SLF001

    with patch.object(bodies, "find", find):
        return ours(html, job)


def trafilatura_default(html: bytes, job: Job, **options: Any) -> dict[str, Any]:
    import trafilatura  # noqa: PLC0415

    page = html.decode("utf-8", "replace") if job["utf8"] else html
    found = trafilatura.bare_extraction(
        page, url=job["url"], include_comments=False, with_metadata=True, **options
    )
    if found is None:
        return {"title": None, "date": None, "authors": [], "body": ""}
    authors = (getattr(found, "author", None) or "").split("; ")
    return {
        "title": found.title,
        "date": found.date,
        "authors": [name for name in authors if name],
        "body": found.text,
    }


def trafilatura_precision(html: bytes, job: Job) -> dict[str, Any]:
    return trafilatura_default(html, job, favor_precision=True)


EXTRACTORS: dict[str, Callable[..., dict[str, Any]]] = {
    "ours": ours,
    "no witness": ours_without_witness,
    "trafilatura": trafilatura_default,
    "trafilatura P": trafilatura_precision,
}
OURS, PEERS = ("ours", "no witness"), ("trafilatura", "trafilatura P")


def newspaper(python: str, jobs: list[Job]) -> list[dict[str, Any]]:
    lines = "".join(f"{json.dumps(job)}\n" for job in jobs)
    done = subprocess.run([python, "-c", NEWSPAPER], input=lines, capture_output=True, text=True, check=False)
    return [
        {"by": "newspaper4k", **json.loads(line)} for line in done.stdout.splitlines() if line.startswith("{")
    ]


def score(scorer: Any, rows: list[dict[str, Any]]) -> dict[str, float]:
    figures = scorer.evaluate(rows)
    bodies = [
        scorer.f1(scorer.body(gold, row.get("body") or ""))
        for row in rows
        if {"body", "body_paragraphs"} & set(gold := scorer.gold[row["set"], row["id"]])
    ]
    figures["mean page F1"] = sum(bodies) / len(bodies)
    figures["pages under .5"] = sum(value < 0.5 for value in bodies) / len(bodies)  # noqa: PLR2004
    figures["pages a CPU second"] = len(rows) / sum(row["seconds"] for row in rows)
    return dict(figures)
