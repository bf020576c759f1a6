"""The eight exits of 内政发〔2025〕20号 一（一） and the taper (渐退期); Hangzhou's orderly exit.

| 情形 | provision     | rule here        | taper |
|------|---------------|------------------|-------|
| 1    | nm20-s1a1-x1  | exit_of_age      | yes   |
| 2    | nm20-s1a1-x2  | exit_tekun       | no    |
| 3    | nm20-s1a1-x3  | exit_adopted     | no    |
| 4    | nm20-s1a1-x4  | exit_resumed     | yes   |
| 5    | nm20-s1a1-x5  | exit_released    | yes   |
| 6    | nm20-s1a1-x6  | exit_improved    | yes   |
| 7    | nm20-s1a1-x7  | exit_cured       | yes   |
| 8    | nm20-s1a1-x8  | exit_other       | a person decides |

An exit is proposed for a second approval (nm20-s1a1-x0), never carried out here. Before 4 to 7 every other
ground is tested again; while any pair of facts still qualifies there is no exit (A26).
"""

from __future__ import annotations

from tonghu.law.language.expr import (
    FALSE,
    TRUE,
    Expr,
    all_of,
    any_of,
    first_known,
    known,
    lean,
    month_end,
    one_of,
    shift,
    unknown,
    when,
)  # fmt: skip
from tonghu.law.language.rule import Grounds, condition, duty, exit_ground, open_question, quantity


@quantity("date", "成年后渐退起算日", "day from which the taper after 18 runs")
def of_age_event(adult_day: Expr, graduation_date: Expr) -> Expr:
    """The 18th birthday; graduation from the last listed study where that came later (A23)."""
    later = all_of(known(graduation_date), graduation_date > adult_day)
    of_age = lean("A14", adult_day, day_after=shift(adult_day, days=1))
    return lean("A23", when(later, graduation_date, of_age))


@quantity("date", "退出事由发生日", "day of the exit event")
def exit_day(
    exit_event: Expr, exit_event_date: Expr, recovery_date: Expr, released_on: Expr, adult_day: Expr
) -> Expr:
    """As recorded; a recovery, a release or the birthday serves where no event date is given."""
    released_or_of_age = when(exit_event == "刑满释放或强戒结束", released_on, adult_day)
    dated_by_kind = one_of(exit_event, ("刑满释放或强戒结束", "年满18周岁"))
    by_kind = when(
        exit_event == "疾病治愈",
        recovery_date,
        when(dated_by_kind, released_or_of_age, exit_event_date),
    )
    return first_known(exit_event_date, by_kind)


@quantity("date", "父母一方解除日", "day on which a parent was released")
def released_on(
    parent_condition_end_date: Expr,
    father__parent_condition_end_date: Expr,
    mother__parent_condition_end_date: Expr,
) -> Expr:
    """The end of a parent's custody, whichever is on file."""
    return first_known(
        parent_condition_end_date, father__parent_condition_end_date, mother__parent_condition_end_date
    )


@quantity("date", "成年退出生效日", "day on which the exit at 18 takes effect")
def of_age_until(taper_end_date: Expr, of_age_event: Expr, param_taper_months: Expr) -> Expr:
    """The end of the taper; unset length leaves it open (A23). nm20-s1a1-x1."""
    return first_known(taper_end_date, lean("A23", shift(of_age_event, months=param_taper_months)))


@quantity("date", "事由退出生效日", "day on which the exit after an event takes effect")
def event_until(taper_end_date: Expr, exit_day: Expr, param_taper_months: Expr) -> Expr:
    """The end of the taper that starts with the event. nm20-s1a1-6."""
    return first_known(taper_end_date, lean("A23", shift(exit_day, months=param_taper_months)))


@condition("渐退期内", "within the taper")
def taper_running(of_age_until: Expr, as_of_date: Expr) -> Expr:
    """Until the end of its last month (A45); without a length it goes on (A23). nm20-s1a1-7."""
    return when(known(of_age_until), as_of_date <= month_end(of_age_until), TRUE)


@condition("仍有其他符合的情形", "another ground still holds")
def other_ground_holds(unattended_by_facts: Expr, orphan_by_facts: Expr) -> Expr:
    """Every other ground is tested again before an exit (A26)."""
    return lean("A26", any_of(unattended_by_facts, orphan_by_facts))


@condition("父母一方已重新履行抚养义务", "a parent cares for the child again")
def parent_cares_again(
    parent_performing_duty: Expr, father__parent_performing_duty: Expr, mother__parent_performing_duty: Expr
) -> Expr:
    """Recorded of one of them, or of a parent not named. nm20-s1a1-x4."""
    return any_of(*(
        first_known(said, FALSE)
        for said in (parent_performing_duty, father__parent_performing_duty, mother__parent_performing_duty)
    ))  # fmt: skip


@exit_ground("年满18周岁且渐退期满", "18 and the taper has ended")
def exit_of_age(
    adult: Expr, covered_before_18: Expr, tekun: Expr, was_orphan: Expr, was_unattended: Expr,
    studying_to_bachelor: Expr, of_age_until: Expr, adopted_now: Expr,
) -> Grounds:  # fmt: skip
    """Unless covered before 18 and still in a listed study, then until graduation. nm20-s1a1-x1."""
    on_allowance = any_of(was_orphan, was_unattended)
    return Grounds(
        limbs={
            "of_age": all_of(
                adult,
                on_allowance,
                covered_before_18,
                ~adopted_now,
                ~studying_to_bachelor,
                known(of_age_until),
            )
        },
        until=of_age_until,
    )


@exit_ground("年满18周岁的特困儿童", "Tekun child come of age", ends="tekun_support")
def exit_tekun(adult: Expr, tekun: Expr, studying_to_upper_secondary: Expr, tekun_until: Expr) -> Grounds:
    """No taper; not while in upper-secondary school or below. Ends tekun support alone (A25). nm20-s1a1-x2."""
    return Grounds(
        limbs={"of_age": all_of(adult, tekun, lean("A25", ~studying_to_upper_secondary))}, until=tekun_until
    )


@quantity("date", "特困供养结束日", "day on which tekun support ends")
def tekun_until(adult_day: Expr, graduation_date: Expr) -> Expr:
    """The 18th birthday, or graduation after it. nm20-s1a1-x2."""
    return when(all_of(known(graduation_date), graduation_date > adult_day), graduation_date, adult_day)


@exit_ground("依法被收养", "Legally adopted")
def exit_adopted(
    adopted_now: Expr, adopted_disabled_orphan: Expr, was_orphan: Expr, was_unattended: Expr, adoption_date: Expr,
    pre_adoption_status: Expr,
) -> Grounds:  # fmt: skip
    """No taper; not for the sick, disabled or abandoned child, whose support goes on (A27). nm20-s1a1-x3."""
    orphan_before = one_of(pre_adoption_status, ("健康孤儿", "残疾孤儿", "病残孤弃儿童"))
    covered = any_of(was_orphan, was_unattended, orphan_before)
    return Grounds(
        limbs={"adopted": all_of(adopted_now, covered, ~adopted_disabled_orphan)}, until=adoption_date
    )


@exit_ground("父（母）重新履行抚养义务且渐退期满", "A parent cares again and the taper has ended")
def exit_resumed(
    exit_event: Expr, parent_cares_again: Expr, other_ground_holds: Expr, event_until: Expr
) -> Grounds:
    """After a visit has confirmed it. nm20-s1a1-x4."""
    resumed = any_of(all_of(known(exit_event), exit_event == "重新履行抚养"), parent_cares_again)
    return Grounds(
        limbs={"resumed": all_of(resumed, ~other_ground_holds, known(event_until))}, until=event_until
    )


@exit_ground("父（母）一方刑满释放或强制戒毒结束且渐退期满", "A parent is released and the taper has ended")
def exit_released(exit_event: Expr, other_ground_holds: Expr, event_until: Expr) -> Grounds:
    """nm20-s1a1-x5."""
    released = exit_event == "刑满释放或强戒结束"
    return Grounds(
        limbs={"released": all_of(released, ~other_ground_holds, known(event_until))}, until=event_until
    )


@exit_ground(
    "家庭生活状况改善具备抚养能力且渐退期满", "The family can support the child and the taper has ended"
)
def exit_improved(exit_event: Expr, other_ground_holds: Expr, event_until: Expr) -> Grounds:
    """On a recorded finding. nm20-s1a1-x6."""
    improved = exit_event == "家庭改善"
    return Grounds(
        limbs={"improved": all_of(improved, ~other_ground_holds, known(event_until))}, until=event_until
    )


@exit_ground("儿童自身疾病或其父（母）疾病治愈且渐退期满", "The illness is cured and the taper has ended")
def exit_cured(exit_event: Expr, other_ground_holds: Expr, event_until: Expr) -> Grounds:
    """nm20-s1a1-x7."""
    cured = exit_event == "疾病治愈"
    return Grounds(limbs={"cured": all_of(cured, ~other_ground_holds, known(event_until))}, until=event_until)


@duty("另有应退出情形：记录理由、证据并报二次审批", "Another ground of exit: record reason and evidence for a second approval",
      seat="县级民政")  # fmt: skip
def exit_other(exit_event: Expr) -> Grounds:
    """The eighth ground is open; a person decides. nm20-s1a1-x8."""
    return Grounds(limbs={"other": exit_event == "其他"})


@exit_ground("过渡期满，有序退出", "The transition has ended")
def exit_orderly(exit_event: Expr, other_ground_holds: Expr, event_until: Expr, adopted_now: Expr) -> Grounds:
    """Only after notice and the end of the transition. hz-art03-1, hz-art03-2."""
    of_event = all_of(known(exit_event), ~adopted_now, exit_event != "其他")
    return Grounds(
        limbs={"ended": all_of(of_event, ~other_ground_holds, known(event_until))}, until=event_until
    )


@condition("过渡期内", "within the transition")
def in_transition(exit_event: Expr, event_until: Expr, as_of_date: Expr) -> Expr:
    """After an exit event, to the end of the last month; without a length it goes on (A23). hz-art03-1."""
    return all_of(
        known(exit_event),
        exit_event != "其他",
        when(known(event_until), as_of_date <= month_end(event_until), TRUE),
    )


@condition("已退出", "an exit has taken effect")
def exited(
    exit_of_age: Expr, exit_of_age__until: Expr, exit_adopted: Expr, exit_adopted__until: Expr, exit_resumed: Expr,
    exit_released: Expr, exit_improved: Expr, exit_cured: Expr, exit_orderly: Expr, event_until: Expr, as_of_date: Expr,
) -> Expr:  # fmt: skip
    """In a month before this one: the month of the exit itself is still paid in full (A45).

    An event whose other grounds are still to be tested is no exit: payment goes on (A26, nm20-s1a1-x0).
    """

    def over(day: Expr) -> Expr:
        return all_of(known(day), lean("A45", as_of_date > month_end(day), to_the_day=as_of_date >= day))

    by_event = any_of(exit_resumed, exit_released, exit_improved, exit_cured, exit_orderly)
    return any_of(
        all_of(over(exit_of_age__until), exit_of_age),
        all_of(over(exit_adopted__until), exit_adopted),
        all_of(known(by_event), over(event_until), by_event),
    )


@quantity("date", "基本生活保障结束日", "day on which the living allowance ends")
def living_until(
    exit_of_age: Expr, of_age_until: Expr, exit_adopted: Expr, adoption_date: Expr, exit_resumed: Expr,
    exit_released: Expr, exit_improved: Expr, exit_cured: Expr, exit_orderly: Expr, event_until: Expr,
    adult: Expr, studying_to_bachelor: Expr, graduation_date: Expr,
) -> Expr:  # fmt: skip
    """The day of an exit that is in sight, or graduation of one who studies past 18; open where there is none."""
    by_event = any_of(exit_resumed, exit_released, exit_improved, exit_cured, exit_orderly)
    none = when(all_of(adult, studying_to_bachelor), graduation_date, unknown("date"))
    return when(
        exit_adopted, adoption_date, when(exit_of_age, of_age_until, when(by_event, event_until, none))
    )


@open_question("渐退期从哪一天起算", "From which day the taper runs")
def taper_start_open(
    adult: Expr, covered_before_18: Expr, studying_to_bachelor: Expr, graduation_date: Expr, adult_day: Expr
) -> Grounds:
    """Neither the clause nor A23 and A24 say whether it runs from the birthday or from graduation. nm20-s1a1-x1."""
    after_study = all_of(known(graduation_date), graduation_date > adult_day)
    return Grounds(
        limbs={"graduated": all_of(adult, covered_before_18, ~studying_to_bachelor, lean("A23", after_study))}
    )


def of_parents(exit_event: Expr) -> Expr:
    """An event on file other than coming of age and adoption."""
    return all_of(known(exit_event), exit_event != "年满18周岁", exit_event != "依法收养")


@open_question("退出生效日未定：渐退期长度未设", "The day of exit is open: the length of the taper is not set",
               needs=("param_taper_months",))  # fmt: skip
def taper_unset(
    adult: Expr, was_orphan: Expr, was_unattended: Expr, studying_to_bachelor: Expr, of_age_until: Expr,
    exit_event: Expr, exit_day: Expr, event_until: Expr, other_ground_holds: Expr,
) -> Grounds:  # fmt: skip
    """Payment goes on in full; nothing is stopped (A23). nm20-s1a1-6."""
    at_18 = all_of(
        adult, any_of(was_orphan, was_unattended), ~studying_to_bachelor, lean("A23", ~known(of_age_until))
    )
    event = all_of(of_parents(exit_event), known(exit_day), ~known(event_until))
    return Grounds(limbs={"at_18": at_18, "event": all_of(event, ~other_ground_holds, lean("A23", TRUE))})


@open_question(
    "退出生效日未定：退出事由没有日期",
    "The day of exit is open: the event has no day",
    needs=("exit_event_date",),
)
def event_undated(exit_event: Expr, exit_day: Expr, event_until: Expr, other_ground_holds: Expr) -> Grounds:
    """The taper runs from the day of the event; without one nothing is stopped. nm20-s1a1-6, hz-art03-1."""
    undated = all_of(of_parents(exit_event), ~known(exit_day), ~known(event_until))
    return Grounds(limbs={"no_day": all_of(undated, ~other_ground_holds)})


@open_question("退出前须重新核实其他情形", "Test the other grounds again before an exit",
               needs=("parent_able_to_support",))  # fmt: skip
def retest_open(exit_event: Expr, other_ground_holds: Expr) -> Grounds:
    """An event is on file and it is not known whether another ground still holds (A26). nm20-s1a1-x5."""
    return Grounds(limbs={"retest": all_of(of_parents(exit_event), lean("A26", ~known(other_ground_holds)))})


@open_question("本文本未载退出规定", "This copy holds no rule on exits")
def exit_silent(exit_event: Expr, adult: Expr, was_orphan: Expr, was_unattended: Expr) -> Grounds:
    """After an exit event, or at 18: an abridged copy's silence is never a rule (A03). gb18-end-5, sc53-gen-2, tj-end-5."""
    come_of_age = all_of(any_of(was_orphan, was_unattended), adult)
    return Grounds(limbs={"silent": all_of(any_of(known(exit_event), come_of_age), lean("A03", TRUE))})
