"""Teachers of mental health in schools, and training of child workers in it."""

from __future__ import annotations

from tonghu.law.language.expr import Expr, all_of, any_of, has, known
from tonghu.law.language.rule import Grounds, condition, duty, indicator

TOPIC = ("心理健康", "心理健康教育", "困境儿童心理健康教育")


@indicator("学校未配齐心理健康教师", "School without enough mental-health teachers", seat="教育", unit="人")
def mh_teachers(school_mh_teachers: Expr, param_mh_teachers_min: Expr) -> Grounds:
    """At least one, full- or part-time, in Sichuan; elsewhere 配齐 without a number, so a school with none is listed.

    sc53-art08-1, gb18-art10-1, tj-art10-1.
    """
    return Grounds(
        limbs={"none": school_mh_teachers == 0, "below": school_mh_teachers < param_mh_teachers_min},
        value=school_mh_teachers,
    )


@condition("儿童工作者的记录", "a record of a child worker")
def worker_on_record(
    worker_start_date: Expr, worker_training_date: Expr, worker_training_topics: Expr
) -> Expr:
    """The facts in hand are about a child worker and not about a child. Always known."""
    return any_of(known(worker_start_date), known(worker_training_date), known(worker_training_topics))


@duty("儿童工作者培训缺心理健康内容", "Training of a child worker without mental health", seat="县级民政")
def mh_training(worker_on_record: Expr, worker_training_topics: Expr) -> Grounds:
    """A course without the topic is not counted. gb18-art10-7, tj-art10-4, nm20-s4a2-3."""
    taught = all_of(known(worker_training_topics), has(worker_training_topics, *TOPIC))
    return Grounds(limbs={"topic": all_of(worker_on_record, ~taught)})
