"""`python -m ad_studio`: the same as the command `ad-studio`."""

import multiprocessing
import sys

if __name__ == "__main__":
    multiprocessing.freeze_support()  # where a frozen program starts one that decodes images
    from ad_studio.cli.process import run  # not in that one

    sys.exit(run())
