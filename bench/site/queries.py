"""How many queries each page asks; prints JSON.

python queries.py <ref of a child> <a name>
"""

from __future__ import annotations

import json
import sys

from tonghu.web.site.start import start

start()

from django.conf import settings  # noqa: E402 - Django has started
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from tests.office import session_of  # noqa: E402

from tonghu.access.models import User  # noqa: E402


def counted(client: Client, address: str, form: dict[str, str] | None = None) -> int:
    """The questions to the database of the page that is shown in the end."""
    if form:
        address = client.post(address, form)["Location"]
    client.get(address)
    with CaptureQueriesContext(connection) as seen:
        assert client.get(address).status_code == 200
    return sum(
        1 for query in seen if not query["sql"].startswith(("BEGIN", "SAVEPOINT", "RELEASE", "COMMIT"))
    )


if __name__ == "__main__":
    client = Client(HTTP_HOST="localhost")
    client.cookies[settings.SESSION_COOKIE_NAME] = session_of(User.objects.get(username="handler"))
    print(json.dumps({
        "home": counted(client, "/"), "list": counted(client, "/children"),
        "search": counted(client, "/children", {"find": sys.argv[2]}), "file": counted(client, f"/children/{sys.argv[1]}"),
        "clause": counted(client, "/library/clause/tj-art04-1"),
    }))  # fmt: skip
