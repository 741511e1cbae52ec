"""`python -m calf_tui` is the command `calf-tui`."""

import sys

from calf_tui.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
