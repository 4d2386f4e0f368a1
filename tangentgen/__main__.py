"""`python -m tangentgen`."""

import sys

if __name__ == "__main__":
    if not sys.flags.safe_path:
        # `-m` puts the current folder first, where a `random.py` would pass for the library's.
        sys.path.append(sys.path.pop(0))

    from tangentgen.cli import script

    script()
