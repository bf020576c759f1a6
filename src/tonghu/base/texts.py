"""A sentence in both languages of the product, and the choice between them."""

from dataclasses import dataclass
from typing import Literal

Lang = Literal["zh", "en"]


@dataclass(frozen=True)
class Text:
    """One user-visible text, in Chinese and in English."""

    zh: str
    en: str

    def in_(self, lang: Lang) -> str:
        """The text in the language asked for ("zh" or "en")."""
        return self.en if lang == "en" else self.zh
