"""台·说明: an answer told to people, as text for the terminal and as a page that prints on A4."""

from tonghu.law.language.words import plain
from tonghu.web.account.page import page
from tonghu.web.account.text import account
from tonghu.web.account.wording import granted, yuan

__all__ = ["account", "granted", "page", "plain", "yuan"]
