"""Conditions and amounts in words: the sign that holds, what not knowing does, the reading that is taken."""

from __future__ import annotations

import pytest

from tonghu.law.language.expr import (
    Expr,
    all_of,
    any_of,
    constant,
    fact,
    first_known,
    greatest,
    has,
    known,
    lean,
    month_end,
    negate,
    one_of,
    rule_ref,
    scale,
    shift,
    unknown,
    when,
)
from tonghu.law.language.phrases import Teller, Told
from tonghu.law.language.rule import rules

AGE, BORN, DAY = fact("age_years"), fact("birth_date"), fact("as_of_date")
CERTIFIED, STATUS = fact("orphan_certified"), fact("household_status")


def zh(node: Expr, want: bool = True) -> str:
    return Teller("zh").condition(node, want).text


def lines(told: Told, depth: int = 0) -> list[str]:
    return [f"{'  ' * depth}{told.text}", *(line for part in told.below for line in lines(part, depth + 1))]


@pytest.mark.parametrize(
    ("node", "told"),
    [
        (AGE < 18, "年龄 小于 18 周岁"), (AGE <= 18, "年龄 不超过 18 周岁"), (AGE > 18, "年龄 超过 18 周岁"),
        (AGE >= 18, "年龄 不小于 18 周岁"), (~(AGE < 18), "年龄 不小于 18 周岁"), (~(AGE <= 18), "年龄 超过 18 周岁"),
        (~(AGE > 18), "年龄 不超过 18 周岁"), (~(AGE >= 18), "年龄 小于 18 周岁"),
        (BORN < DAY, "出生日期 早于 计算日期"), (BORN >= DAY, "计算日期 不晚于 出生日期"),
        (CERTIFIED, "已认定孤儿：是"), (~CERTIFIED, "已认定孤儿：否"), (negate(~CERTIFIED), "已认定孤儿：是"),
        (STATUS == "低保", "救助身份 为 “低保”"), (STATUS != "低保", "救助身份 不是 “低保”"),
        (one_of(STATUS, ["低保", "一般"]), "救助身份为以下之一：“低保”、“一般”"),
        (~one_of(STATUS, ["低保"]), "救助身份不是以下任何一项：“低保”"),
        (has(fact("disability_types"), "视力"), "残疾类别含有以下任一：“视力”"),
        (~has(fact("disability_types")), "残疾类别一项也没有"),
        (known(CERTIFIED), "已知道：已认定孤儿"), (~known(CERTIFIED), "还不知道：已认定孤儿"),
        (constant(value=True), "总是"), (constant(value=False), "从不"), (unknown("bool"), "文件没有写明，交人判断"),
    ],
)  # fmt: skip
def test_a_condition_says_what_must_be_so(node: Expr, told: str) -> None:
    assert zh(node) == told


def test_several_conditions_stand_below_one_another_and_turn_when_negated() -> None:
    both = all_of(CERTIFIED, AGE < 18)
    assert lines(Teller("zh").condition(both)) == ["以下都成立", "  已认定孤儿：是", "  年龄 小于 18 周岁"]
    assert lines(Teller("zh").condition(~both)) == [
        "以下任一成立",
        "  已认定孤儿：否",
        "  年龄 不小于 18 周岁",
    ]
    assert lines(Teller("en").condition(any_of(CERTIFIED, AGE < 18)))[0] == "any of these"


def test_not_knowing_is_said_with_what_it_concerns() -> None:
    assert zh(any_of(~known(CERTIFIED), ~CERTIFIED)) == "已认定孤儿：否（不知道时也算）"
    assert zh(~all_of(known(CERTIFIED), CERTIFIED)) == "已认定孤儿：否（不知道时也算）"
    assert zh(all_of(known(CERTIFIED), CERTIFIED)) == "已认定孤儿：是"
    assert zh(first_known(CERTIFIED, constant(value=False)), want=False) == "已认定孤儿：否（不知道时也算）"


def test_the_reading_that_is_taken_is_told_with_its_question() -> None:
    leaning = lean("A04", CERTIFIED)
    (option,) = leaning.data[1:]
    told = Teller("zh").condition(leaning)
    assert told.text == "已认定孤儿：是（A04）"
    assert [piece.switch for piece in told.pieces if piece.switch] == ["A04"]
    assert "文件没有写明" in Teller("zh", {"A04": "open"}).condition(leaning).text
    assert Teller("zh", {"A04": option}).condition(leaning).text == told.text


def test_amounts_are_told_with_their_arithmetic_and_rounding() -> None:
    standard, ratio = fact("param_dibao_standard"), fact("param_consumption_ratio_scattered")
    teller = Teller("zh")

    def told(node: Expr) -> str:
        return "".join(piece.text for piece in teller.amount(node))

    assert told(scale(standard, by=ratio, over=120_000, unit=100, mode="down")).endswith(
        " ÷ 12（舍去到 1 元）"
    )
    assert told(greatest(standard, 0)) == "取高（低保标准；0 元）"
    assert told(standard - fact("dibao_or_tekun_amount")) == "低保标准 − 本人低保或特困供养金额"
    assert told(month_end(BORN)) == "出生日期的当月末"
    assert told(shift(BORN, months=6, days=-1)) == "出生日期 + 6 个月 − 1 天"
    assert told(rule_ref("orphan_allowance.amount", "money")) == "孤儿基本生活费的金额"
    assert teller.amount(standard)[0].value == "param_dibao_standard"


def test_a_choice_of_amounts_is_a_list_of_which_the_first_counts() -> None:
    standard = fact("param_dibao_standard")
    told = lines(Teller("zh").figure(when(CERTIFIED, standard, 0)))
    assert told == ["依次看，先符合的算", "  若 已认定孤儿：是", "    取：低保标准", "  否则取：0 元"]
    assert (
        lines(Teller("zh").figure(first_known(standard, constant(5, like=standard))))[1]
        == "  知道时取：低保标准"
    )


def test_every_rule_can_be_told_in_both_languages_without_a_name_of_the_code() -> None:
    for rule in rules().values():
        for expr in (*rule.limbs.values(), rule.value, rule.amount, rule.until, rule.start):
            if expr is not None:
                for lang in ("zh", "en"):
                    teller = Teller(lang)
                    told = lines(teller.condition(expr) if expr.type == "bool" else teller.figure(expr))
                    assert told
                    assert not [line for line in told if "_" in line or "param" in line], rule.name
