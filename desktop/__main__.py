"""`python -m desktop` is `soxa`."""

import sys

from desktop.cli import main

if __name__ == "__main__":
    sys.exit(main())
