"""家境: assistance status of the family, and emergencies. Each function draws the circumstance of its name."""

from datetime import date, timedelta

from tonghu.base.dates import add_months
from tonghu.register.demo.sketch import Draw, Sketch, circumstance


@circumstance
def home_ordinary(s: Sketch, d: Draw) -> None:
    """An ordinary family."""
    s.household.update(household_status="一般", receives_dibao=False)
    if d.chance(0.3):
        s.household.update(housing_eligible="不符合")


@circumstance
def home_unrecorded(s: Sketch, d: Draw) -> None:
    """Nothing recorded: everything about the family stays unknown."""


@circumstance
def home_unassessed(s: Sketch, d: Draw) -> None:
    """Recorded as not certified, which is as good as unknown."""
    s.household.update(household_status="未认定")


@circumstance
def dibao(s: Sketch, d: Draw) -> None:
    """A family on dibao."""
    s.household.update(household_status="低保", receives_dibao=True, receives_marginal_benefit=False)
    if d.chance(0.7):
        s.child.update(dibao_or_tekun_amount=10 * d.random.randint(20, 130))
    if d.chance(0.5):
        s.household.update(housing_eligible=d.one_of("符合", "不符合", "未查明"))


@circumstance
def dibao_marginal(s: Sketch, d: Draw) -> None:
    """A dibao-marginal family that receives no money."""
    s.household.update(household_status="低保边缘", receives_dibao=False, receives_marginal_benefit=False)
    if d.chance(0.5):
        s.child.update(child_own_income=d.one_of(0, 0, 0, 100, 150.5, 300))


@circumstance
def dibao_marginal_paid(s: Sketch, d: Draw) -> None:
    """A dibao-marginal family that receives the payment for such families."""
    s.household.update(household_status="低保边缘", receives_dibao=False, receives_marginal_benefit=True)


@circumstance
def tekun(s: Sketch, d: Draw) -> None:
    """On tekun support."""
    s.household.update(household_status="特困供养", receives_dibao=False)
    if d.chance(0.7):
        s.child.update(dibao_or_tekun_amount=10 * d.random.randint(60, 220))


@circumstance
def rigid_spending(s: Sketch, d: Draw) -> None:
    """A family in hardship from rigid spending."""
    s.household.update(household_status="刚性支出困难", receives_dibao=False)


@circumstance
def low_income(s: Sketch, d: Draw) -> None:
    """A low-income family under support."""
    s.household.update(household_status="低收入帮扶", receives_dibao=False)


@circumstance
def emergency(s: Sketch, d: Draw) -> None:
    """Hit by an emergency, here or in the neighbouring county."""
    s.household.update(
        emergency_type=d.one_of("火灾", "交通事故", "自然灾害", "重大疾病", "监护人突发"),
        emergency_location=d.one_of(d.here, d.here, d.elsewhere),
    )
    if d.chance(0.5):
        s.household.update(household_status="一般")


@circumstance
def married_in(s: Sketch, d: Draw) -> None:
    """A non-local family, one of whom married a local resident some time ago."""
    _married_in(s, d, since=d.ago(30, 2000))


@circumstance
def married_in_one_year(s: Sketch, d: Draw) -> None:
    """Living together here for exactly one year."""
    _married_in(s, d, since=d.months_ago(12))


@circumstance
def married_in_day_short(s: Sketch, d: Draw) -> None:
    """Living together here for a year less a day."""
    _married_in(s, d, since=d.months_ago(12) + timedelta(days=1))


def _married_in(s: Sketch, d: Draw, since: date) -> None:
    s.household.update(
        household_status="未认定",
        spouse_local_hukou=True,
        marriage_date=add_months(since, d.one_of(-24, -3, 0, 2)),
        joint_residence_since=since,
    )
