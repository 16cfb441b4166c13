"""Sina (finance.sina.com.cn, tech.sina.com.cn …): the article's element also contains promotions for its own app."""

from __future__ import annotations

from crawler.sites.base import Site

SINA = Site(
    body="#artibody, #article",
    drop=".article-notice, .show_author, .appendQr_wrap, .img_descr, .wap_special",
    zone="Asia/Shanghai",
)
