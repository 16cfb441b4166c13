"""The morning brief: composed once from the named queries, then put into words for mail, terminal and Markdown alike."""

from review.brief.compose import compose
from review.brief.html import as_html
from review.brief.markdown import as_markdown
from review.brief.pdf import NoWeasyprint, as_pdf, can_print
from review.brief.record import Brief
from review.brief.text import as_text

__all__ = ["Brief", "NoWeasyprint", "as_html", "as_markdown", "as_pdf", "as_text", "can_print", "compose"]
