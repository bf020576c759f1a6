"""Reading rules: an argument's name says what it is, and what is written wrongly is refused at once."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from tonghu.law.language import rule as language
from tonghu.law.language.expr import Expr, RuleError, all_of, fact, known, rule_ref, shift
from tonghu.law.language.rule import (
    Grounds,
    Rule,
    benefit,
    block,
    category,
    condition,
    duty,
    entitlement,
    exit_ground,
    indicator,
    open_question,
    quantity,
    rules_of,
)

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


@pytest.fixture(autouse=True)
def _empty_book(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(language, "_sources", {})


def write(
    decorator: Decorator, function: Callable[..., Any], module: str = "made.systems.relief.cash"
) -> None:
    """Write a rule as if it stood in a module."""
    function.__module__ = module
    decorator(function)


def read() -> dict[str, Rule]:
    """The rules written so far."""
    return rules_of("made")


def test_an_argument_is_a_fact_a_value_or_another_rule() -> None:
    def helper(in_school: Expr) -> Expr:
        return in_school

    def main(birth_date: Expr, param_taper_months: Expr, helper: Expr) -> Expr:
        assert birth_date is fact("birth_date")
        assert param_taper_months is fact("param_taper_months")
        assert helper is rule_ref("helper", "bool")
        return helper

    write(condition("甲", "a"), helper)
    write(condition("乙", "b"), main)
    assert read()["main"].value is rule_ref("helper", "bool")


def test_an_argument_may_be_a_part_of_a_benefit() -> None:
    def grant(in_school: Expr, premium_amount: Expr, birth_date: Expr) -> Grounds:
        return Grounds(limbs={"pupil": in_school}, amount=premium_amount, until=birth_date)

    def more(grant__amount: Expr, grant__until: Expr) -> Expr:
        assert grant__amount is rule_ref("grant.amount", "money")
        assert grant__until is rule_ref("grant.until", "date")
        return grant__amount

    write(benefit("给", "grant", unit="元"), grant)
    write(quantity("money", "多", "more"), more)
    assert read()["more"].value is rule_ref("grant.amount", "money")


def test_a_rule_of_each_parent_is_read_once_for_each() -> None:
    def gone(parent_life_status: Expr) -> Expr:
        return parent_life_status == "死亡"

    def alone(gone: Expr, in_school: Expr) -> Expr:
        return all_of(gone, in_school)

    def orphan(father__gone: Expr, mother__gone: Expr, father__parent_life_status: Expr) -> Expr:
        return all_of(father__gone, mother__gone, known(father__parent_life_status))

    write(condition("没", "gone", per_parent=True), gone)
    write(condition("独", "alone", per_parent=True), alone)
    write(condition("孤", "orphan"), orphan)
    book = read()
    assert list(book) == ["father.gone", "mother.gone", "father.alone", "mother.alone", "orphan"]
    assert book["mother.gone"].value is (fact("mother.parent_life_status") == "死亡")
    assert book["mother.alone"].value is all_of(rule_ref("mother.gone", "bool"), fact("in_school"))
    value = book["orphan"].value
    assert value is not None
    assert value.args[:2] == (rule_ref("father.gone", "bool"), rule_ref("mother.gone", "bool"))
    assert value.args[2] is known(fact("father.parent_life_status"))
    assert book["orphan"].doc == ""


def test_a_parent_fact_without_a_parent_is_said_of_either() -> None:
    def able(parent_able_to_support: Expr) -> Expr:
        return known(parent_able_to_support)

    write(condition("能", "able"), able)
    assert read()["able"].value is known(fact("parent_able_to_support"))


def test_every_ground_needs_what_all_grounds_need() -> None:
    def grant(in_school: Expr, institution_placed: Expr, orphan_certified: Expr) -> Grounds:
        return Grounds(limbs={"a": in_school, "b": institution_placed}, when=~orphan_certified)

    write(entitlement("给", "grant"), grant)
    not_certified = ~fact("orphan_certified")
    assert read()["grant"].limbs == {
        "a": all_of(not_certified, fact("in_school")),
        "b": all_of(not_certified, fact("institution_placed")),
    }


def test_a_rule_keeps_its_labels_its_place_and_its_words() -> None:
    def call(in_school: Expr) -> Grounds:
        """Somebody calls."""
        return Grounds(limbs={"pupil": in_school})

    write(duty("电话", "Call", seat="村"), call)
    (made,) = read().values()
    assert (made.kind, made.zh, made.en, made.seat, made.doc) == (
        "duty",
        "电话",
        "Call",
        "村",
        "Somebody calls.",
    )
    assert (made.label(), made.label("en")) == ("电话", "Call")
    assert (made.system, made.module) == ("relief", "made.systems.relief.cash")
    assert made.line == call.__code__.co_firstlineno


def test_outside_the_systems_a_rule_belongs_to_the_categories() -> None:
    def pupil(in_school: Expr) -> Grounds:
        return Grounds(limbs={"pupil": in_school})

    write(category("学生", "pupil"), pupil, "made.categories.pupil")
    assert read()["pupil"].system == "categories"


def test_only_the_rules_of_the_package_are_read() -> None:
    def mine(in_school: Expr) -> Expr:
        return in_school

    def other(in_school: Expr) -> Expr:
        return in_school

    write(condition("我", "mine"), mine)
    write(condition("他", "other"), other, "made_elsewhere.rules")
    assert list(read()) == ["mine"]
    assert list(rules_of("made.systems.relief.cash")) == ["mine"], "a module is a package of one"


# --------------------------------------------------------------------------------------------------- refused


def _truth(in_school: Expr) -> Expr:
    return in_school


def _unknown_argument(no_such_thing: Expr) -> Expr:
    return no_such_thing


def _unknown_part(_truth__amount: Expr) -> Expr:
    return _truth__amount


def _day_of_child(father__birth_date: Expr) -> Expr:
    return known(father__birth_date)


def _amount_in_months(in_school: Expr, param_taper_months: Expr) -> Grounds:
    return Grounds(limbs={"a": in_school}, amount=param_taper_months)


def _until_a_sum(in_school: Expr, premium_amount: Expr) -> Grounds:
    return Grounds(limbs={"a": in_school}, until=premium_amount)


def _start_a_sum(in_school: Expr, premium_amount: Expr) -> Grounds:
    return Grounds(limbs={"a": in_school}, start=premium_amount)


def _ground_a_sum(premium_amount: Expr) -> Grounds:
    return Grounds(limbs={"a": premium_amount})


def _no_ground(in_school: Expr) -> Grounds:
    return Grounds(limbs={}, when=in_school)


def _ground(in_school: Expr) -> Grounds:
    return Grounds(limbs={"a": in_school})


def _nothing() -> None:
    return None


def refused() -> dict[str, tuple[Decorator, Callable[..., Any], str]]:
    """Rules written wrongly, and what is said of them."""
    return {
        "argument": (condition("", ""), _unknown_argument, "no_such_thing is neither a fact nor a rule"),
        "part": (quantity("money", "", ""), _unknown_part, "_truth has no amount"),
        "parent": (condition("", ""), _day_of_child, "birth_date is no fact about a parent"),
        "type": (quantity("date", "", ""), _truth, "_truth gives bool, its decorator says date"),
        "amount": (
            benefit("", "", unit="元"),
            _amount_in_months,
            "param_taper_months.* is int and should be money",
        ),
        "until": (benefit("", "", unit="元"), _until_a_sum, "is money and should be date"),
        "start": (benefit("", "", unit="元"), _start_a_sum, "is money and should be date"),
        "ground": (entitlement("", ""), _ground_a_sum, "is money and should be bool"),
        "no ground": (entitlement("", ""), _no_ground, "names no ground"),
        "exit without a day": (exit_ground("", ""), _ground, "an exit says in `until`"),
        "candidate": (entitlement("", "", candidate=("b",)), _ground, "neither ground nor fact: b"),
        "needs": (
            entitlement("", "", needs=("scohol_stage",)),
            _ground,
            "neither ground nor fact: scohol_stage",
        ),
        "choice": (benefit("", "", unit="元", choice="chioce"), _ground, "neither ground nor fact: chioce"),
        "expression for grounds": (category("", ""), _truth, "a category returns Grounds"),
        "grounds for an expression": (
            condition("", ""),
            _ground,
            "a condition returns Grounds, a condition or",
        ),
        "nothing": (condition("", ""), _nothing, "returns Grounds, a condition or quantity an expression"),
    }


@pytest.mark.parametrize("name", list(refused()))
def test_a_rule_written_wrongly_is_refused_with_its_name(name: str) -> None:
    decorator, function, message = refused()[name]
    write(decorator, function)
    if name == "part":
        write(condition("", ""), _truth)
    with pytest.raises(RuleError) as error:
        read()
    assert re.search(message, str(error.value)), str(error.value)
    assert name == "part" or function.__name__ in str(error.value)


def test_a_rule_cannot_have_the_name_of_a_fact() -> None:
    def in_school(birth_date: Expr) -> Expr:
        return known(birth_date)

    with pytest.raises(RuleError, match="the rule in_school has the name of a fact"):
        write(condition("", ""), in_school)


def test_two_rules_with_one_name_are_refused_and_both_modules_named() -> None:
    def twin(in_school: Expr) -> Expr:
        return in_school

    def other() -> Callable[..., Any]:
        def twin(orphan_certified: Expr) -> Expr:
            return orphan_certified

        return twin

    write(condition("", ""), twin, "made.one")
    write(condition("", ""), other(), "made.two")
    with pytest.raises(RuleError, match=r"two rules are called twin: made\.one, made\.two"):
        read()
    with pytest.raises(RuleError, match=r"two rules are called twin in made\.one"):
        write(condition("", ""), other(), "made.one")


def test_a_module_that_is_read_again_says_the_same() -> None:
    write(condition("", ""), _truth)
    write(condition("", ""), _truth)
    assert list(read()) == ["_truth"]


def test_a_rule_of_each_parent_is_asked_of_one_of_them() -> None:
    def gone(parent_life_status: Expr) -> Expr:
        return parent_life_status == "死亡"

    def orphan(gone: Expr) -> Expr:
        return gone

    write(condition("", "", per_parent=True), gone)
    write(condition("", ""), orphan)
    with pytest.raises(RuleError, match="orphan: say father__gone or mother__gone"):
        read()


def test_a_sum_stays_a_sum() -> None:
    """The day after six months is a day, and reading says so from the decorator on."""

    def later(residence_since: Expr) -> Expr:
        return shift(residence_since, months=6)

    write(quantity("date", "", ""), later)
    value = read()["later"].value
    assert value is not None
    assert value.type == "date"


# --------------------------------------------------------------------------------------------- decorators


def said() -> dict[str, tuple[Decorator, dict[str, Any]]]:
    """Each decorator with what it says of the rule."""
    return {
        "category": (category("甲", "a", public="x"), {"public": "x"}),
        "category by its own name": (category("甲", "a"), {"public": ""}),
        "benefit": (
            benefit("甲", "a", unit="元", group="g", choice="benefit_choice", needs=("in_school",), candidate=("a",),
                    settles_adoption=True, estimate=True),
            {"unit": "元", "group": "g", "choice": "benefit_choice", "needs": ("in_school",), "candidate": ("a",),
             "settles_adoption": True, "estimate": True},
        ),
        "plain benefit": (
            benefit("甲", "a", unit="元/月"),
            {"unit": "元/月", "group": "", "choice": "", "needs": (), "candidate": (), "settles_adoption": False, "estimate": False},
        ),
        "entitlement": (entitlement("甲", "a", needs=("in_school",), candidate=("a",)), {"needs": ("in_school",), "candidate": ("a",)}),
        "plain entitlement": (entitlement("甲", "a"), {"needs": (), "candidate": ()}),
        "duty": (duty("甲", "a", seat="村"), {"seat": "村"}),
        "exit": (exit_ground("甲", "a", ends="b"), {"ends": "b"}),
        "block": (block("甲", "a", needs=("in_school",)), {"needs": ("in_school",)}),
        "question": (open_question("甲", "a", needs=("in_school",)), {"needs": ("in_school",)}),
        "indicator": (indicator("甲", "a", seat="县"), {"seat": "县", "unit": "%"}),
        "indicator in people": (indicator("甲", "a", seat="县", unit="人"), {"seat": "县", "unit": "人"}),
    }  # fmt: skip


@pytest.mark.parametrize("name", list(said()))
def test_a_decorator_keeps_what_it_says(name: str) -> None:
    decorator, fields = said()[name]

    def made(in_school: Expr, birth_date: Expr, premium_amount: Expr) -> Grounds:
        return Grounds(
            limbs={"a": in_school},
            amount=premium_amount,
            until=birth_date,
            start=shift(birth_date, days=1),
            value=premium_amount + 1,
        )

    write(decorator, made)
    rule = read()["made"]
    assert (rule.kind, rule.zh, rule.en) == (
        name.rsplit(maxsplit=1)[-1] if "plain" in name else name.split(maxsplit=1)[0],
        "甲",
        "a",
    )
    assert {key: getattr(rule, key) for key in fields} == fields
    assert rule.amount is fact("premium_amount")
    assert rule.until is fact("birth_date")
    assert rule.start is shift(fact("birth_date"), days=1)
    assert rule.value is fact("premium_amount") + 1


def test_conditions_and_quantities_keep_what_they_say() -> None:
    def one(in_school: Expr) -> Expr:
        return in_school

    def two(parent_condition_since: Expr) -> Expr:
        return parent_condition_since

    write(condition("甲", "a"), one)
    write(quantity("date", "乙", "b", per_parent=True), two)
    book = read()
    assert (book["one"].kind, book["one"].zh, book["one"].en) == ("condition", "甲", "a")
    assert (book["father.two"].kind, book["mother.two"].zh, book["mother.two"].en) == ("quantity", "乙", "b")
    assert book["one"].limbs == {}


def test_an_until_may_be_asked_of_an_earlier_rule() -> None:
    def leave(in_school: Expr, birth_date: Expr) -> Grounds:
        return Grounds(limbs={"a": in_school}, until=birth_date)

    def after(leave: Expr, leave__until: Expr) -> Expr:
        return all_of(leave, known(leave__until))

    write(exit_ground("", ""), leave)
    write(condition("", ""), after)
    assert read()["after"].value is all_of(rule_ref("leave", "bool"), known(rule_ref("leave.until", "date")))
