"""Opens the window: `python main.py`."""

import multiprocessing
import sys

if __name__ == "__main__":
    multiprocessing.freeze_support()  # where a frozen program starts one that decodes images
    from ad_studio.ui.app import run  # not in that one

    sys.exit(run(None))
