"""The inventory of personal data, from the labels of the columns."""

from collections.abc import Callable, Iterator

from tonghu.access.seats import COMPARTMENTS
from tonghu.law.language.facts import vocabulary
from tonghu.register.labels import OF_THE_ROW, STAFF, UNSET, Label, labels

HEAD = (
    "Every column that may hold something personal, for the impact assessment that 个人信息保护法 (PIPL) 55 and 56 ask"
    " for before children's data are processed. Each row about a child lies under one door by region and purpose, each"
    " read of a file and each write is on record; [protection](protection.md) says how. *Sealed* columns are encrypted"
    " (SM4-GCM) in the database; papers and uploads are sealed files. Only `make docs` writes this page, from"
    " `src/tonghu/register/labels.toml`; a test fails for a column without a label.\n"
)
COLUMNS = ["column", "compartment", "purpose and ground", "shown", "kept", "sealed"]
OPEN = (
    "What the assessment still has to decide for a county: {count} columns have no term of keeping in the law; the"
    " county sets it and who deletes when it ends. The program deletes no file by itself.\n"
)


def data_pages(note: str) -> dict[str, Callable[[], str]]:
    """The page by its name."""
    return {"data.md": lambda: "\n".join(_page(note)) + "\n"}


def _page(note: str) -> Iterator[str]:
    yield from ("# Data\n", note, HEAD)
    yield OPEN.format(
        count=sum(one.keep.startswith(UNSET) for held in labels().values() for one in held.values())
    )
    for number, (model, columns) in enumerate(labels().items()):
        yield f"{chr(10) if number else ''}## {model}"
        yield "| " + " | ".join(COLUMNS) + " |"
        yield "| " + " | ".join("---" for _ in COLUMNS) + " |"
        for name, one in columns.items():
            yield _line(name, one)
    yield from _facts()


def _facts() -> Iterator[str]:
    """What a row of Fact may say, by the compartment that it lies in."""
    yield "\n## Facts by compartment"
    yield "| compartment | facts |"
    yield "| --- | --- |"
    for key, text in COMPARTMENTS.items():
        held = sorted(entry.label("en") for entry in vocabulary().values() if entry.sensitivity == key)
        yield f"| {text.en} | {len(held)}: {'; '.join(held)} |"


def _line(name: str, one: Label) -> str:
    cells = [f"`{name}`", _box(one.compartment), one.purpose, one.mask, one.keep, "yes" if one.sealed else ""]
    return "| " + " | ".join(cells) + " |"


def _box(key: str) -> str:
    named = {OF_THE_ROW: "the row's own", STAFF: "people at work"}
    return named.get(key) or COMPARTMENTS[key].en
