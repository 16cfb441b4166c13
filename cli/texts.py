"""Commands that take texts, pages and recordings; they print JSON or fill the store."""

from __future__ import annotations

from pathlib import Path
from typing import IO, Any

import click

from cli.archives import a_file, as_texts, lines_of, text_of
from cli.options import a_path, name_of, settings_of, watched_in, with_config
from cli.printing import exit_partly, print_json, report, say


@click.command()
@click.argument("file", type=a_file, default="-")
@click.option(
    "--jsonl", is_flag=True, help='One document per line: {"id","text"[,"title","lang","published"]}.'
)
@click.option(
    "--processes",
    type=click.IntRange(1),
    default=1,
    show_default=True,
    help="Number of processes (with --jsonl).",
)
@click.option("--watchlist", "watched", type=a_path, help="The watch list.")
@click.option("--lang", type=click.Choice(["en", "zh"]), help="Language (default: detected).")
@click.option("--published", help="Date or time of publication; relative dates are resolved against it.")
def analyze(
    file: IO[bytes],
    jsonl: bool,
    processes: int,
    watched: Path | None,
    lang: str | None,
    published: str | None,
) -> None:
    """Print the names, quotes and figures of a text as JSON. Reads FILE or standard input; uses no database."""
    from nlp import lines

    if jsonl:
        texts = as_texts(lines_of(file, name_of(file)))
        for result in lines.analyze(texts, watchlist=watched_in(watched), processes=processes, lang=lang):
            print_json(result)
    else:
        row = {"id": name_of(file), "text": text_of(file), "lang": lang, "published": published}
        result = lines.analyze_one(row, watchlist=watched_in(watched))
        if "error" in result:
            raise click.UsageError(result["error"])
        print_json(result, indent=1)


@click.command()
@click.argument("file", type=click.File("rb"), default="-")
@click.option("--url", default="", help="Address of the page.")
@click.option("--jsonl", is_flag=True, help='One page per line: {"id","path","url"}.')
def extract(file: Any, url: str, jsonl: bool) -> None:
    """Print the article of a saved page as JSON. Reads FILE or standard input; fetches nothing."""
    from crawler import saved

    if jsonl:
        for result in saved.extract_lines(file):
            print_json(result)
    else:
        try:
            article = saved.extract(file.read(), url, identity=name_of(file))
        except saved.NotUnpacked as error:
            raise click.BadParameter(f"{name_of(file)}: {error}") from error
        print_json(article, indent=1)


@click.command("import")
@click.argument("file", nargs=-1, required=True, type=a_file)
@with_config
def import_(path: Path | None, file: tuple[IO[bytes], ...]) -> None:
    """Load the documents and topics of an archive into the store. Lines as in docs/importing.md; nothing is fetched."""
    import steps

    outcomes = []
    for archive in file:
        name = name_of(archive)
        outcomes.append(steps.import_lines(settings_of(path), lines_of(archive, name), name=name))
        say(outcomes[-1])
    exit_partly(outcomes)


@click.command()
@click.argument("directory", type=click.Path(path_type=Path, exists=True, file_okay=False))
@with_config
def replay(path: Path | None, directory: Path) -> None:
    """Run recorded replies through the parsers. They count at their recorded times; nothing is fetched."""
    import steps

    report(steps.replay(settings_of(path), directory))
