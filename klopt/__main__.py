"""`python -m klopt`."""

import sys

from klopt.cli import main

sys.exit(main())
