"""What must agree between the cells of a row, and between rows."""

from dataclasses import replace
from datetime import date

from tonghu.base.dates import full_years
from tonghu.base.ids import looks_rounded
from tonghu.base.texts import Text
from tonghu.register.workbook.rows.draft import Draft, Said, Used
from tonghu.register.workbook.rows.row import LedgerFault
from tonghu.register.workbook.rows.values import text_of
from tonghu.register.workbook.sheets import address

OLDEST = 25  # full years; beyond it a date in a ledger of children is a slip
ID_LENGTH = 18

SeenIds = dict[str, tuple[int, Used]]


def only_one(draft: Draft) -> None:
    """Two names of one father, two ID numbers of one child: nobody knows whose facts the others are."""
    seen: dict[tuple[str, str], Used] = {}
    for used in draft.columns.alone:
        if not draft.word(used):
            continue
        first = seen.setdefault((used.use.role, used.key), used)
        if draft.word(first) != draft.word(used):
            other, place, name = text_of(draft.cell(first)), draft.place(first), used.use.name
            what = Text(
                f"与 {place} 的“{other}”不同，而“{name}”只能有一个",
                f"differs from '{other}' in {place}; there can be one {name}",
            )
            draft.fault(used, what, decisive=True)


def same_person(draft: Draft, seen: SeenIds) -> None:
    """The ID number against sex, disability certificate and the rows before."""
    if draft.id_number is None or draft.id_column is None:
        return
    if looks_rounded(draft.id_number.text):
        what = Text(
            "末三位是 000，可能被表格软件改过", "it ends in 000 and may have been rounded by a spreadsheet"
        )
        draft.fault(draft.id_column, what, decisive=False)
    for used in draft.columns.of_kind("sex"):
        _same_sex(draft, used, draft.id_number.sex)
    for used in draft.columns.of_kind("certificate"):
        _same_holder(draft, used, draft.id_number.text)
    row, column = seen.setdefault(draft.id_number.text, (draft.row.number, draft.id_column))
    if row != draft.row.number:
        _twins(draft, draft.id_column, row, column)


def birth_is_clear(draft: Draft, as_of: date) -> None:
    """The birth date: from its own cell or from the ID number, not two of them, not impossible for a child."""
    given, known = draft.first("child", "birth_date"), draft.id_number
    if draft.faulty("birth_date"):
        return
    if known and draft.id_column and given is None:
        given = Said(known.birth.isoformat(), draft.id_column)
        draft.say("child", "birth_date", given.value, given.by)
    elif known and draft.id_column and given and given.value != known.birth.isoformat():
        place = draft.place(draft.id_column)
        what = Text(
            f"与 {place} 身份证号中的 {known.birth} 不同",
            f"differs from {known.birth} in the ID number ({place})",
        )
        draft.fault(given.by, what, decisive=True)
    elif draft.id_fault and given is None:
        _hangs_on_id(draft, draft.id_fault)
    if given:
        _age(draft, given, as_of)


def agreed(draft: Draft, one: Said, other: Said) -> Said:
    """Which of two cells for one fact to keep; a fault when they contradict each other.

    Of two lists the longer is kept when it holds the shorter.
    """
    first, second = one.value, other.value
    if first == second or one.by is other.by:
        return one
    if (
        isinstance(first, list)
        and isinstance(second, list)
        and (set(first) <= set(second) or set(second) <= set(first))
    ):
        return one if len(first) >= len(second) else other
    content, place, header = text_of(draft.cell(one.by)), draft.place(one.by), one.by.column.header
    what = Text(
        f"与 {place}（{header}）的“{content}”互相矛盾", f"contradicts '{content}' in {place} ({header})"
    )
    draft.fault(other.by, what, decisive=True)
    return one


def _same_sex(draft: Draft, used: Used, sex: str) -> None:
    word = draft.word(used).removesuffix("性")
    if word in {"男", "女"} and word != sex:
        what = Text(f"与身份证号不符（证号为{sex}）", f"contradicts the ID number, which says {sex}")
        draft.fault(used, what, decisive=False)


def _same_holder(draft: Draft, used: Used, number: str) -> None:
    word = draft.word(used)
    if word[: ID_LENGTH - 1].isdigit() and len(word) > ID_LENGTH and word[:ID_LENGTH] != number:
        what = Text("残疾人证号的前 18 位与身份证号不同", "its first 18 characters differ from the ID number")
        draft.fault(used, what, decisive=True)


def _twins(draft: Draft, used: Used, row: int, column: Used) -> None:
    """Tell both rows; neither is stopped, for which of them is the slip is for people to find."""
    mend = Text(
        "请核对是不是同一名儿童、有没有重复登记。", "Check whether it is the same child entered twice."
    )
    here = draft.fault(used, _same_as(row), mend, decisive=False)
    there = address(row, column.column.index)
    earlier = replace(
        here, row=row, address=there, header=column.column.header, what=_same_as(draft.row.number)
    )
    draft.row.twins = here, earlier


def _same_as(row: int) -> Text:
    return Text(f"与第 {row} 行的身份证号相同", f"the same ID number as in row {row}")


def _hangs_on_id(draft: Draft, old: LedgerFault) -> None:
    """Without a birth date of its own, a row hangs on its ID number."""
    what = Text(f"{old.what.zh}；又没有出生日期", f"{old.what.en}; and there is no date of birth")
    draft.row.faults[draft.row.faults.index(old)] = replace(old, what=what, decisive=True)


def _age(draft: Draft, birth: Said, as_of: date) -> None:
    born = date.fromisoformat(str(birth.value))
    age = full_years(born, as_of)
    if born > as_of:
        what = Text(
            f"出生日期 {born} 在计算日期 {as_of} 之后", f"born on {born}, after the day asked about, {as_of}"
        )
    elif age > OLDEST:
        what = Text(f"出生日期 {born}，已满 {age} 周岁", f"born on {born}, so {age} years old")
    else:
        return
    draft.fault(birth.by, what, decisive=True)
