"""岗前培训与轮训 of child workers."""

from __future__ import annotations

from tonghu.law.language.expr import Expr, all_of, any_of, first_known, known
from tonghu.law.language.rule import Grounds, duty, quantity
from tonghu.law.systems.foundations.shorthand import overdue


@quantity("date", "首次培训日", "day of the first training")
def first_training(worker_pre_post_training_date: Expr, worker_training_date: Expr) -> Expr:
    """The training before the post where it is recorded apart, else the training on file. hz-art06-6."""
    return first_known(worker_pre_post_training_date, worker_training_date)


@duty("儿童工作者培训", "Training of a child worker", seat="县级民政")
def worker_training(
    worker_start_date: Expr, worker_training_date: Expr, first_training: Expr, worker_on_record: Expr,
    param_training_interval_months: Expr, as_of_date: Expr,
) -> Grounds:  # fmt: skip
    """Before the post, and again every year in Hangzhou; elsewhere the period is not set.

    hz-art06-6, nm20-end-6, gb18-art19-7, bg-2019-34-training.
    """
    started = all_of(known(worker_start_date), worker_start_date <= as_of_date)
    return Grounds(
        limbs={
            "before_post": all_of(
                started, any_of(~known(first_training), first_training > worker_start_date)
            ),
            "overdue": overdue(worker_training_date, param_training_interval_months, as_of_date),
            "never": all_of(worker_on_record, ~known(worker_training_date)),
        }
    )
