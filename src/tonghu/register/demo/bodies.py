"""健康与医保: disability, illness, screening and insurance. Each function draws the circumstance of its name."""

from tonghu.register.demo.sketch import Draw, Sketch, circumstance

# ------------------------------------------------------------------------------------------ health


@circumstance
def healthy(s: Sketch, d: Draw) -> None:
    """No disability and no serious illness on record."""
    s.child.update(
        disability_certified=False,
        disability_types=[],
        serious_illness=False,
        rare_disease=False,
        autism_diagnosed=False,
    )


@circumstance
def health_unrecorded(s: Sketch, d: Draw) -> None:
    """Nothing recorded: everything about health stays unknown."""


@circumstance
def disabled_severe(s: Sketch, d: Draw) -> None:
    """A certified disability of grade 1 or 2."""
    _certified(s, d, d.one_of("视力", "听力", "言语", "肢体", "智力", "精神", "多重"), d.random.randint(1, 2))


@circumstance
def disabled_moderate(s: Sketch, d: Draw) -> None:
    """A certified physical, hearing or other disability of grade 3 or 4."""
    _certified(s, d, d.one_of("视力", "听力", "言语", "肢体"), d.random.randint(3, 4))


@circumstance
def disabled_mental_moderate(s: Sketch, d: Draw) -> None:
    """A certified intellectual or mental disability of grade 3 or 4."""
    _certified(s, d, d.one_of("智力", "精神"), d.random.randint(3, 4))


@circumstance
def disabled_uncertified(s: Sketch, d: Draw) -> None:
    """Thought to be disabled, without a certificate."""
    s.child.update(disability_certified=False, screening_stage="复筛", screening_result="待定")


@circumstance
def autism(s: Sketch, d: Draw) -> None:
    """Diagnosed with an autism spectrum disorder; most have no certificate yet."""
    if d.chance(0.4):
        _certified(s, d, "精神", d.random.randint(2, 4))
    else:
        s.child.update(disability_certified=False)
    s.child.update(autism_diagnosed=True, rehab_need=["康复训练"])


@circumstance
def serious_illness(s: Sketch, d: Draw) -> None:
    """An illness on the local list; for some the bills are known."""
    s.child.update(disability_certified=False, serious_illness=True)
    if d.chance(0.5):
        s.child.update(
            medical_cost_compliant=1000 * d.random.randint(5, 90), medical_rescue_eligible=d.chance(0.5)
        )


@circumstance
def rare_disease(s: Sketch, d: Draw) -> None:
    """A rare disease; whether it is on the local list of serious illnesses is open."""
    s.child.update(disability_certified=False, rare_disease=True)


@circumstance
def recovered(s: Sketch, d: Draw) -> None:
    """Recovered from a serious illness."""
    since = d.ago(0, 400)
    s.child.update(serious_illness=False, recovery_date=since, exit_event="疾病治愈", exit_event_date=since)


@circumstance
def screened_positive(s: Sketch, d: Draw) -> None:
    """Screened positive for a disability; the diagnosis is to come."""
    s.child.update(
        disability_certified=False,
        screening_stage=d.one_of("初筛", "复筛"),
        screening_date=d.ago(0, 200),
        screening_result="阳性",
    )


def _certified(s: Sketch, d: Draw, kind: str, grade: int) -> None:
    s.child.update(
        disability_certified=True,
        disability_types=[kind],
        disability_level=grade,
        serious_illness=False,
        special_ed_placement=d.one_of("随班就读", "特教学校", "送教上门", "未安置"),
        benefit_choice=d.one_of("困境儿童基本生活补贴", "困难残疾人生活补贴", "未选择", "未选择"),
    )
    if d.chance(0.7):
        s.child.update(rehab_need=[d.one_of("医疗手术", "康复训练", "辅助器具")])


# ------------------------------------------------------------------------------------------- cover


@circumstance
def insured(s: Sketch, d: Draw) -> None:
    """In the basic insurance for residents."""
    s.child.update(
        insurance_enrolled=True,
        insurance_type="城乡居民",
        insurance_pool_division=d.here,
        insurance_paid_date=d.ago(30, 360),
        premium_amount=400,
    )


@circumstance
def cover_unrecorded(s: Sketch, d: Draw) -> None:
    """Nothing recorded about insurance."""


@circumstance
def uninsured(s: Sketch, d: Draw) -> None:
    """Not insured."""
    s.child.update(insurance_enrolled=False, insurance_type="无")


@circumstance
def insured_late(s: Sketch, d: Draw) -> None:
    """Insured after the yearly round was closed, paid these days."""
    insured(s, d)
    s.child.update(insurance_paid_date=d.ago(0, 20))


@circumstance
def large_bill(s: Sketch, d: Draw) -> None:
    """A large medical bill, with what the insurers paid of it."""
    insured(s, d)
    cost = 1000 * d.random.randint(20, 200)
    s.child.update(
        medical_cost_compliant=cost,
        insurance_paid_amount=round(cost * 0.6, 2),
        critical_insurance_paid_amount=round(cost * d.one_of(0, 0.1), 2),
        rescue_used_this_year=d.one_of(0, 0, 5000),
        medical_rescue_eligible=d.chance(0.5),
    )
