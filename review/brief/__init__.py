"""The morning brief: composed once from the named queries, then rendered for mail, terminal, Markdown and PDF.

Start at `compose`: it queries a `window` (`night`, `lookups`, `reversals`) and builds a `record`. Its `sections` are written by
`story_sections`, `voices`, `tables` and `foot`, with the shared wording of `masthead` and `phrases`. Renderers: `html`, `text`,
`markdown`, `pdf`. `mail` and `delivery` send it.
"""

from review.brief.compose import compose
from review.brief.html import as_html
from review.brief.markdown import as_markdown
from review.brief.pdf import NoWeasyprint, as_pdf, can_print
from review.brief.record import Brief
from review.brief.text import as_text

__all__ = ["Brief", "NoWeasyprint", "as_html", "as_markdown", "as_pdf", "as_text", "can_print", "compose"]
