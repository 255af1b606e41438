"""`python -m ad_studio`: the same as the command `ad-studio`."""

import sys

from ad_studio.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
