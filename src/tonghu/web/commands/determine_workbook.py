"""`tonghu determine 台账.xlsx -o 结果.xlsx`: the county's workbook in, the same with what each child is owed out."""

from __future__ import annotations

import argparse
import datetime as dt
import itertools
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

from tonghu.base.errors import Fault, Faults
from tonghu.base.texts import Lang, Text
from tonghu.law.engine.answer import clause_text
from tonghu.law.engine.determine import Options
from tonghu.law.engine.law import NoLaw, find_place, law_for
from tonghu.law.places.load import Place, places
from tonghu.register.workbook import Ledger, open_ledger, write_results
from tonghu.web.commands import options as shared
from tonghu.web.commands.tally import Tally
from tonghu.web.commands.workers import Answered, answered

LOOKED_AT = 200  # rows read to find out where the county lies


def run_workbook(asked: argparse.Namespace) -> int:
    """Answer every row; status 2 when some rows could not be read (they stand on the third sheet)."""
    source, lang = Path(asked.source), asked.lang
    day = shared.day_of(asked)
    place = shared.place_of(asked) if asked.place else _place_of(source, lang)
    target: Path = asked.output or source.with_name(f"{source.stem}-{Text('结果', 'result').in_(lang)}.xlsx")
    if target.resolve() == source.resolve():
        raise Faults(Fault(str(target), Text("结果会盖掉原表", "the result would replace the ledger").in_(lang),
                           Text("换一个 -o", "choose another -o").in_(lang)))  # fmt: skip
    chosen = replace(shared.options(asked), next_change=False, proposals=False)
    ledger = open_ledger(source, jurisdiction=place.name, as_of=day, lang=lang)
    tally = Tally(lang)
    done = write_results(target, ledger, tally.watch(_answers(ledger, chosen, place, day)), lang=lang)
    for note in ledger.notes:
        print(note.in_(lang), file=sys.stderr)
    print(tally.told(place, done, f"{place.label(lang)} {day}"))
    print(Text("结果：", "result: ").in_(lang) + str(target))
    return 2 if done.unanswered else 0


def _place_of(source: Path, lang: Lang) -> Place:
    """Where the county lies, by the division codes of its own rows. Raises Faults when they do not say."""
    ledger = open_ledger(source, jurisdiction=places()[0].name, as_of=shared.today(), lang=lang)
    found: Counter[str] = Counter()
    for row in itertools.islice(ledger.rows(), LOOKED_AT):
        for fact in ("hukou_division", "residence_division"):
            code = ((row.case or {}).get("child") or {}).get(fact)
            if code:
                found[_name(str(code))] += 1
                break
    known = [name for name in found if name]
    if len(known) == 1 and found[known[0]] > sum(found.values()) / 2:
        return find_place(known[0])
    what = Text("表里看不出是哪个地区", "the sheet does not say which place this is")
    names = "、".join(p.name for p in places())
    raise Faults(
        Fault(
            source.name,
            what.in_(lang),
            Text(f"用 --place 写明：{names}", f"say it with --place: {names}").in_(lang),
        )
    )


def _name(code: str) -> str:
    try:
        return find_place(code).name
    except NoLaw:
        return ""


def _answers(ledger: Ledger, chosen: Options, place: Place, day: dt.date) -> Answered:
    """Each row with its answer; all answers carry the words of the place's provisions."""
    shown = sys.stderr.isatty()

    def progress(done: int, total: int) -> None:
        print(f"\r{done:,} / {total:,}", end="" if done < total else "\r\033[K", file=sys.stderr, flush=True)

    law = law_for(place, day, only_documents=chosen.only_documents, overrides=chosen.overrides)
    texts = {clause: clause_text(law, clause) for clause in law.provisions}
    for row, answer in answered(ledger.rows(progress if shown else None), chosen, ledger.total_rows):
        yield row, answer if answer is None or "error" in answer else {**answer, "texts": texts}
