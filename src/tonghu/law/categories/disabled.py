"""残疾儿童, and what counts as severe disability of a child."""

from __future__ import annotations

from tonghu.law.language.expr import Expr, all_of, any_of, has, known, lean, unknown, when
from tonghu.law.language.rule import Grounds, category, condition

SEVEN = ("视力", "听力", "言语", "肢体", "智力", "精神", "多重")


@category("残疾儿童", "Disabled child")
def disabled(
    disability_certified: Expr, disability_types: Expr, autism_diagnosed: Expr, adult: Expr
) -> Grounds:
    """By certificate; by one of the seven kinds or a diagnosis of autism where the text defines it. hz-o3-1, hz-o3-2."""
    return Grounds(
        when=~adult,
        limbs={
            "certificate": lean("A04", disability_certified),
            "definition": any_of(disability_certified, has(disability_types, *SEVEN)),
            "autism": autism_diagnosed,
        },
    )


@condition("三级四级精神（智力）残疾", "grade 3 or 4 mental or intellectual disability")
def mental_3_4(
    disability_types: Expr, disability_level: Expr, param_severe_level: Expr, param_mental_level: Expr
) -> Expr:
    """Named beside 重残 in two Hangzhou clauses only. hz-art01-3, hz-art01-5."""
    return all_of(
        has(disability_types, "智力", "精神"),
        disability_level > param_severe_level,
        disability_level <= param_mental_level,
    )


@condition("重残", "severely disabled")
def severely_disabled(
    disability_level: Expr,
    severe_disability: Expr,
    mental_3_4: Expr,
    param_severe_level: Expr,
    disability_certified: Expr,
) -> Expr:
    """Grade 1 or 2; grade 3 or 4 mental or intellectual is left open, not refused, unless read in (A08)."""
    severe = disability_level <= param_severe_level
    by_grade = lean(
        "A08",
        when(all_of(~severe, mental_3_4), unknown("bool"), severe),
        with_3_4_mental=any_of(severe, mental_3_4),
    )
    no_certificate = all_of(known(disability_certified), ~disability_certified, ~known(severe_disability))
    stated = when(no_certificate, disability_certified, severe_disability)
    return when(known(disability_level), by_grade, stated)


@condition("重病或重残", "seriously ill or severely disabled")
def ill_or_severe(serious_illness: Expr, severely_disabled: Expr) -> Expr:
    """The ground of dibao for a child alone. gb18-art01-3."""
    return any_of(lean("A09", serious_illness), severely_disabled)


@condition("需要康复", "a need of rehabilitation on file")
def needs_rehab(rehab_need: Expr) -> Expr:
    """Any of the three kinds of rehabilitation."""
    return has(rehab_need, "医疗手术", "康复训练", "辅助器具")
