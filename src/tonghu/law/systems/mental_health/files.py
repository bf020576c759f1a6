"""Files that stay closed: pupils' mental-health files, victims, sealed records, HIV (A43)."""

from __future__ import annotations

from tonghu.law.language.expr import Expr, all_of, any_of, known, lean
from tonghu.law.language.rule import Grounds, block, condition, duty
from tonghu.law.systems.foundations.shorthand import not_on_file, on_file


@duty("设立学生心理档案", "Open the pupil's mental-health file", seat="教育")
def mh_file(in_school: Expr, mh_file_exists: Expr) -> Grounds:
    """A pupil without one; kept apart, with tight access. tj-art11-3."""
    return Grounds(limbs={"none": all_of(on_file(in_school), not_on_file(mh_file_exists))})


@condition("已指定使用人和用途", "a named user and a purpose are on record")
def use_named(access_user: Expr, access_purpose: Expr) -> Expr:
    """Always known. tj-art20-5."""
    return all_of(known(access_user), known(access_purpose))


@condition("有心理档案", "something on the child's mental health is on file")
def mh_on_file(mh_file_exists: Expr, mh_score: Expr, mh_risk_level: Expr, mh_diagnosed: Expr) -> Expr:
    """Always known. tj-art11-3."""
    return any_of(on_file(mh_file_exists), known(mh_score), known(mh_risk_level), on_file(mh_diagnosed))


@block(
    "查阅、批量导出受限档案",
    "Opening or bulk export of a restricted file",
    needs=("access_user", "access_purpose"),
)
def restricted_file(
    mh_on_file: Expr, victimised: Expr, hiv_infected: Expr, record_sealed: Expr, use_named: Expr
) -> Grounds:
    """Closed until a user and a purpose are named; a sealed record stays closed whoever asks (A43).

    One label for all grounds, so that the answer does not tell which file it is.
    gb18-art20-7, gb18-art14-1, sc53-art11-4, tj-art11-3, hz-end-7.
    """
    return Grounds(
        limbs={
            "mental": all_of(lean("A43", mh_on_file), ~use_named),
            "victim": all_of(lean("A43", on_file(victimised)), ~use_named),
            "hiv": all_of(lean("A43", on_file(hiv_infected)), ~use_named),
            "sealed": lean("A43", on_file(record_sealed)),
        }
    )
