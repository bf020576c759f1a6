"""`python -m tonghu.web.commands` is `tonghu`."""

import sys

from tonghu.web.commands import main

if __name__ == "__main__":
    sys.exit(main())
