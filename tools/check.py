"""Lints, formats, checks types and imports, and runs the tests: all that a change must pass.

    python -m tools.check                     # formats the files, too
    python -m tools.check --no-write          # changes no file; unformatted files are an error
    python -m tools.check --skip tests
    python -m tools.check tests/unit/store    # only these tests

Every step runs, also when one before it failed; the exit code is 1 if any of them did.
"""

import argparse
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
STEPS = ("lint", "format", "types", "imports", "tests")


def command(step: str, *, write: bool, tests: list[str]) -> list[str]:
    """Return the command line of a step.

    Args:
        step: One of `STEPS`.
        write: Whether files may be changed.
        tests: Files or folders to run the tests of; empty for all tests.
    """
    match step:
        case "lint":
            return ["ruff", "check", *(["--fix"] if write else [])]
        case "format":
            return ["ruff", "format", *([] if write else ["--check"])]
        case "types":
            return ["mypy"]
        case "imports":
            return ["lint-imports"]
        case _:
            return ["python", "-m", "pytest", "-n", "auto", *tests]


def main() -> int:
    """Run the steps and name those that failed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("tests", nargs="*", help="files or folders; all tests without any")
    parser.add_argument("--no-write", action="store_true", help="change no file")
    parser.add_argument("--skip", nargs="+", choices=STEPS, default=())
    args = parser.parse_args()
    scripts = str(Path(sys.executable).parent)  # of a virtual environment that is not activated
    os.environ["PATH"] = scripts + os.pathsep + os.environ.get("PATH", "")
    failed = []
    for step in STEPS:
        if step in args.skip:
            continue
        words = command(step, write=not args.no_write, tests=args.tests)
        print(f"+ {' '.join(words)}", flush=True)
        if subprocess.run(words, cwd=ROOT, check=False).returncode:
            failed.append(step)
    print(f"failed: {', '.join(failed)}" if failed else "all passed")
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main())
