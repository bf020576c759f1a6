"""Names, numbers and villages that no one could take for somebody's.

* A name is a surname that says what it is (例, 样, 虚), a word of the weather or the field, and a number:
  例·云朵0001. No list of real names is used, so no real person can come out.
* A citizen number begins with 999999. GB/T 2260 gives no division a code that begins with 9. The permanent residence
  card of foreigners does begin with 9, and goes on with the two digits of a province and the three of a nationality
  (ISO 3166-1); there is no province 99, and 900 to 999 are left to users and stand for no country. So the number
  passes every check of form, and nobody can hold it.
* Townships and villages are called 示例 and stand in no gazetteer.
"""

from dataclasses import dataclass, field
from datetime import date

from tonghu.base.ids import check_character

PREFIX = "999999"
LAST_SERIAL = 999
SURNAMES = ("例", "样", "虚")
WORDS = (
    "云朵", "星星", "松果", "麦穗", "石榴", "露珠", "萤火", "小溪",
    "风筝", "浆果", "豆荚", "雪花", "彩虹", "竹叶", "蒲公英", "稻香",
)  # fmt: skip
TOWNSHIPS = ("示例一镇", "示例二镇", "示例三乡", "示例四乡")
VILLAGES = ("云朵村", "松果村", "萤火村", "竹叶村", "石榴社区")


@dataclass
class Registry:
    """Hands out names and numbers, none twice within one county."""

    last: dict[tuple[date, str], int] = field(default_factory=dict)

    def id_number(self, birth: date, sex: str) -> str:
        """A number of 18 characters for someone born that day; `sex` is 男 or 女.

        Serials that end with 00 are left out: with a check digit 0 behind them they look as if a spreadsheet had
        rounded the number. Raises ValueError when the serials of a day and sex are used up.
        """
        serial = self.last.get((birth, sex), -1 if sex == "男" else 0) + 2
        serial += 2 if serial % 100 == 0 else 0
        if serial > LAST_SERIAL:
            raise ValueError(f"no number is left for {sex} born on {birth}")
        self.last[birth, sex] = serial
        first = f"{PREFIX}{birth:%Y%m%d}{serial:03d}"
        return first + check_character(first)


def child_name(serial: int) -> str:
    """The name of the child of so high a number, such as 例·云朵0001."""
    return f"{SURNAMES[serial % len(SURNAMES)]}·{WORDS[serial % len(WORDS)]}{serial:04d}"


def parent_name(serial: int, role: str) -> str:
    """The name of the father or the mother of the child of so high a number."""
    return f"{child_name(serial)}之{'父' if role == 'father' else '母'}"


def village(serial: int) -> tuple[str, str]:
    """Township and village of the child of so high a number."""
    return TOWNSHIPS[serial % len(TOWNSHIPS)], VILLAGES[serial // len(TOWNSHIPS) % len(VILLAGES)]
