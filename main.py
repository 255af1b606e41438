"""Opens the window: `python main.py`."""

import sys

from ad_studio.ui.app import run

if __name__ == "__main__":
    sys.exit(run(None))
