"""`python -m registrar`: the command line."""

import sys

from registrar.cli import main

sys.exit(main(sys.argv[1:]))
