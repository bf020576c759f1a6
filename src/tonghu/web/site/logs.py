"""Log lines without personal values."""

from __future__ import annotations

import logging
import re

NUMBERS = re.compile(r"\d{6,}[\dXx]*")


class Bare(logging.Filter):
    """Drops arguments and texts of exceptions (they may quote a name or a number), keeps kind and place."""

    def filter(self, record: logging.LogRecord) -> bool:
        """True: the line is kept, made bare."""
        if record.exc_info and record.exc_info[1] is not None:
            error = record.exc_info[1]
            trace = error.__traceback__
            while trace and trace.tb_next:
                trace = trace.tb_next
            where = f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else "?"
            record.msg = f"{record.msg if record.name == 'tonghu.web' else 'error'} [{type(error).__name__} at {where}]"
            record.args = record.args if record.name == "tonghu.web" else ()
            record.exc_info = record.exc_text = None
        elif record.name.startswith("django.request"):
            record.msg, record.args = "%s", (str(record.msg).split("%", 1)[0].strip(": "),)
        record.msg = NUMBERS.sub("#", str(record.msg))
        return True
