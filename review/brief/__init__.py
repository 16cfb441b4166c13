"""The morning brief: composed once from the named queries, then put into words for mail, terminal and Markdown alike.

Where to read on. `compose` asks what there is (`night`, `lookups`, `turning`) about a `window` and makes a `record` of it: `sections` in their
order, from `telling`, `voices`, `sheets` and `foot`, in the words of `masthead` and `phrases`. Its forms: `html`, `text`, `markdown`, `pdf`;
`mail` and `delivery` send it.
"""

from review.brief.compose import compose
from review.brief.html import as_html
from review.brief.markdown import as_markdown
from review.brief.pdf import NoWeasyprint, as_pdf, can_print
from review.brief.record import Brief
from review.brief.text import as_text

__all__ = ["Brief", "NoWeasyprint", "as_html", "as_markdown", "as_pdf", "as_text", "can_print", "compose"]
