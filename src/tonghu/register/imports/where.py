"""Which region a row belongs to: township and village by their names in the county's own divisions."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict

from tonghu.access.models import Region
from tonghu.access.regions import level_of, span_of, township_of

COMMITTEE = re.compile(r"(?:(村)民?|(社区)居民?|居民?)委员?会$")
BLANKS = re.compile(r"\s+")


class Places:
    """The divisions below one region, by name."""

    def __init__(self, county: int) -> None:
        span = span_of(county)
        self.county = county
        self._townships: dict[str, list[int]] = defaultdict(list)
        self._villages: dict[str, list[int]] = defaultdict(list)
        for code, name in Region.objects.filter(code__gte=span.low, code__lte=span.high).values_list(
            "code", "name"
        ):
            level = level_of(code)
            if level == "township":
                self._townships[plain(name)].append(code)
            elif level == "village":
                self._villages[plain(name)].append(code)

    def find(self, township: str, village: str) -> tuple[int, bool]:
        """The region for the names of a row, and whether all that it names was found.

        A village that is not known leaves the row to its township, a township that is not known to the county.
        """
        towns = self._townships.get(plain(township), []) if township else []
        villages = self._villages.get(plain(village), []) if village else []
        if towns:
            villages = [code for code in villages if township_of(code) in towns]
        if len(villages) == 1 and (towns or not township):
            return villages[0], True
        if len(towns) == 1:
            return towns[0], not village
        return self.county, not township and not village


def plain(name: str) -> str:
    """A name as it is compared: width, blanks and the word for the committee do not count."""
    bare = BLANKS.sub("", unicodedata.normalize("NFKC", name))
    return COMMITTEE.sub(lambda found: found[1] or found[2] or "", bare)
