"""Opens the window: `python main.py`."""

import multiprocessing
import sys

if __name__ == "__main__":
    multiprocessing.freeze_support()  # where a frozen program starts one that decodes images
    from ad_studio.cli.process import send_chatter_to_log  # not in that one

    send_chatter_to_log()
    from ad_studio.ui.app import run

    sys.exit(run(None))
