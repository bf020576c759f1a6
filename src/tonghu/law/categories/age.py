"""Ages, counted once for every rule: a child is 18 on the birthday (A14)."""

from __future__ import annotations

from tonghu.law.language.expr import Expr, first_known, lean, month_end, scale, shift
from tonghu.law.language.rule import condition, quantity


@quantity("date", "年满成年之日", "day of coming of age")
def adult_day(birth_date: Expr, param_adult_age: Expr) -> Expr:
    """The 18th birthday; 29 February births reach it on 1 March of a common year. nm20-s1a1-x1, hz-o1-1."""
    return shift(birth_date, months=scale(param_adult_age, by=12), mode="roll")


@quantity("date", "年满16周岁之日", "sixteenth birthday")
def sixteen_day(birth_date: Expr, param_young_age: Expr) -> Expr:
    """The day on which a child can no longer be migrant or left behind. hz-o5-1, hz-o6-1."""
    return shift(birth_date, months=scale(param_young_age, by=12), mode="roll")


@condition("已成年", "of age")
def adult(as_of_date: Expr, adult_day: Expr, age_years: Expr, param_adult_age: Expr) -> Expr:
    """Whether the 18th birthday has come (A14); by the stated age where no birth date is on file."""
    come = lean("A14", as_of_date >= adult_day, day_after=as_of_date > adult_day)
    return first_known(come, age_years >= param_adult_age)


@condition("不满16周岁", "under 16")
def under_sixteen(as_of_date: Expr, sixteen_day: Expr, age_years: Expr, param_young_age: Expr) -> Expr:
    """Whether the 16th birthday is still to come (A14)."""
    to_come = lean("A14", as_of_date < sixteen_day, day_after=as_of_date <= sixteen_day)
    return first_known(to_come, age_years < param_young_age)


@condition("未成年或仍在成年当月", "a minor, or still in the month of coming of age")
def paid_as_minor(as_of_date: Expr, adult_day: Expr, adult: Expr) -> Expr:
    """A monthly payment runs through the month of the 18th birthday (A14, A45)."""
    next_day = shift(adult_day, days=1)
    month = lean("A14", as_of_date <= month_end(adult_day), day_after=as_of_date <= month_end(next_day))
    return first_known(lean("A45", month, to_the_day=~adult), ~adult)


@condition("不满3岁", "under three")
def toddler(as_of_date: Expr, birth_date: Expr, age_years: Expr, param_toddler_age: Expr) -> Expr:
    """Below the age of childcare (托育). hz-art04-5."""
    third = shift(birth_date, months=scale(param_toddler_age, by=12), mode="roll")
    return first_known(as_of_date < third, age_years < param_toddler_age)
