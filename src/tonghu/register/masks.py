"""What is shown of a number before somebody gives a reason to see it all."""

from __future__ import annotations


def masked_id(number: str) -> str:
    """The first six and last four characters: 330102********1234. Shorter numbers show only their end."""
    if len(number) < 14:
        return "*" * max(len(number) - 2, 0) + number[-2:]
    return number[:6] + "*" * (len(number) - 10) + number[-4:]


def masked_phone(number: str) -> str:
    """The first three and last two digits: 138******21."""
    if len(number) < 7:
        return "*" * len(number)
    return number[:3] + "*" * (len(number) - 5) + number[-2:]
