"""One invented child while it is being drawn: its facts, and the chance behind them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

from tonghu.base.dates import add_months, birthday

Facts = dict[str, Any]

# Any county of the place whose last two digits GB/T 2260 does not use stands for the invented county and its
# neighbour: the place of law can be told from the code, and no real county is meant.
AREAS = {
    "全国": ("139801", "139802"),
    "浙江省杭州市": ("330198", "330199"),
    "四川省": ("519801", "519802"),
    "内蒙古自治区": ("159801", "159802"),
    "天津市": ("120198", "120199"),
}


@dataclass
class Sketch:
    """The facts of one child by the names of the vocabulary; a name that is absent is unknown."""

    child: Facts = field(default_factory=dict)
    household: Facts = field(default_factory=dict)
    father: Facts = field(default_factory=dict)
    mother: Facts = field(default_factory=dict)

    @property
    def parts(self) -> dict[str, Facts]:
        """The four parts by their names, in a fixed order."""
        return {
            "child": self.child,
            "household": self.household,
            "father": self.father,
            "mother": self.mother,
        }


@dataclass(frozen=True)
class Draw:
    """Chance, the day asked about, and where the county and its neighbour lie."""

    random: Random
    as_of: date
    here: str
    elsewhere: str

    def chance(self, share: float) -> bool:
        """True in so large a share of draws."""
        return self.random.random() < share

    def one_of(self, *choices: Any) -> Any:
        """One of the choices, each as likely."""
        return self.random.choice(choices)

    def born(self, youngest: int, eldest: int) -> date:
        """A birthday of someone who has reached `youngest` years but not `eldest` + 1."""
        first = birthday(self.as_of, -eldest - 1) + timedelta(days=1)
        return first + timedelta(
            days=self.random.randrange((birthday(self.as_of, -youngest) - first).days + 1)
        )

    def ago(self, least: int, most: int) -> date:
        """A day so many days before the day asked about."""
        return self.as_of - timedelta(days=self.random.randint(least, most))

    def months_ago(self, months: int) -> date:
        """The day from which exactly so many months have run, or the next one where no day fits."""
        start = add_months(self.as_of, -months)
        return start if add_months(start, months) <= self.as_of else start + timedelta(days=1)


Builder = Callable[[Sketch, Draw], None]
BUILDERS: dict[str, Builder] = {}


def circumstance(builder: Builder) -> Builder:
    """Register a function that draws the circumstance of its name (circumstances.toml)."""
    BUILDERS[builder.__name__] = builder
    return builder
