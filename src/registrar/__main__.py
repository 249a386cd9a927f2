"""`python -m registrar`: the command line."""

import sys

from registrar.cli import main

if __name__ == "__main__":
    sys.exit(main())
