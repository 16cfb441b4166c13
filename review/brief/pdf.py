"""The brief as an A4 PDF, printed from its HTML. Needs the extra `pdf`; fetches nothing."""

from __future__ import annotations

import importlib
from importlib.util import find_spec
from typing import Any

from review.brief.html import as_html
from review.brief.record import Brief

PAPER = """
@page { size: A4; margin: 11mm 15mm 12mm; @bottom-right { content: counter(page) "/" counter(pages); font: 7pt sans-serif; color: #55524b; } }
body { background: #fff !important; font-size: 9pt !important; line-height: 1.28 !important; }
.page { max-width: none !important; }
.inner { padding: 0 !important; }
h1 { font-size: 14pt !important; margin-bottom: 2pt !important; }
h2 { font-size: 8.5pt !important; margin: 6.5pt 0 2pt !important; padding-bottom: 1pt !important; break-after: avoid; }
p { margin: 0 0 1pt !important; }
p, .quote { font-size: 9pt !important; line-height: 1.28 !important; }
.quote { padding: 0 0 0 6pt !important; }
.night { font-size: 10pt !important; }
.lead { break-after: avoid; margin-top: 3pt !important; }
.by { margin-left: 8pt !important; }
.masthead, .details, .by, .note, .sheet { font-size: 7.5pt !important; }
.sheet td, .sheet th { padding-top: 1pt !important; padding-bottom: 1pt !important; }
.foot, .foot p { font-size: 6.5pt !important; }
"""
"""Smaller type than on screen, so that an ordinary day fits one page."""


class NoWeasyprint(RuntimeError):
    """Raised when weasyprint or Pango is not installed."""


def as_pdf(brief: Brief, desk: str | None = None) -> bytes:
    """Return a PDF.

    Args:
        brief: the brief.
        desk: as in `as_html`.

    Raises:
        NoWeasyprint: weasyprint, or Pango below it, is not installed.
    """
    return bytes(_printed(brief, desk).write_pdf())


def can_print() -> bool:
    """Return whether weasyprint is installed; Pango below it may still be missing."""
    return find_spec("weasyprint") is not None


def _printed(brief: Brief, desk: str | None = None) -> Any:
    """Return weasyprint's document, with its pages."""
    try:
        weasyprint: Any = importlib.import_module("weasyprint")
    except (ModuleNotFoundError, OSError) as error:
        raise NoWeasyprint(
            f"a PDF needs weasyprint and Pango ({error}); pip install 'rejoinder[pdf]' and the system's libpango"
        ) from error
    page = weasyprint.HTML(string=as_html(brief, desk), url_fetcher=_refuse)
    return page.render(stylesheets=[weasyprint.CSS(string=PAPER)])


def _refuse(url: str, *_: object, **__: object) -> Any:
    raise ValueError(f"the brief fetches nothing, and not {url}")
