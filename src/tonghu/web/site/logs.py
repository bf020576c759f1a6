"""Log lines without personal values."""

from __future__ import annotations

import logging
import re
from typing import Any

NUMBERS = re.compile(r"\d{6,}[\dXx]*")


class Bare(logging.Filter):
    """Drops arguments and texts of exceptions (they may quote a name or a number), keeps kind and place.

    Our own lines say what they were written to say; of another library's line only the sentence without its
    arguments is kept, of a request that went wrong its status and who was logged in, by the number of the account.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        """True: the line is kept, made bare; once, however many handlers write it."""
        if getattr(record, "bare", False):
            return True
        record.bare = True
        own = record.name.startswith("tonghu")
        said = _told(record) if own else str(record.msg)
        if record.exc_info and record.exc_info[1] is not None:
            said = f"{said if own else 'error'} [{_place(record.exc_info[1])}]"
        elif record.name.startswith("django.request"):
            said = f"{getattr(record, 'status_code', '')} {_who(getattr(record, 'request', None))}"
        record.msg, record.args = " ".join(NUMBERS.sub("#", said).split()), ()
        record.exc_info = record.exc_text = record.stack_info = None
        return True


def _told(record: logging.LogRecord) -> str:
    try:
        return record.getMessage()
    except (TypeError, ValueError):
        return str(record.msg)


def _place(error: BaseException) -> str:
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    where = f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else "?"
    return f"{type(error).__name__} at {where}"


def _who(request: Any) -> str:
    match = getattr(request, "resolver_match", None)
    user = getattr(request, "user", None)
    return f"{match.route if match else '?'} account {getattr(user, 'pk', None) or '-'}"
