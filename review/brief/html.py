"""The brief as an HTML mail: one table-based template with inlined styles, no script, no remote images."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import css_inline
from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from review.brief.masthead import FOOT, masthead, opening
from review.brief.record import Brief
from review.control_characters import visible

TEMPLATES = Path(__file__).parent


def as_html(brief: Brief, desk: str | None = None) -> str:
    """Return a complete HTML document.

    Args:
        brief: the brief.
        desk: URL of the desk, such as "https://desk.example"; None: no links to its pages.
    """
    page = _template().render(
        brief=brief,
        masthead=masthead(brief),
        opening=opening(brief),
        FOOT=FOOT,
        desk=desk.rstrip("/") if desk else None,
    )
    return css_inline.CSSInliner(keep_style_tags=True, load_remote_stylesheets=False).inline(page)


@cache
def _template() -> Template:
    environment = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined)
    environment.filters["visible"] = visible
    return environment.get_template("mail.html")
