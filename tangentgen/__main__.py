"""`python -m tangentgen`."""

from tangentgen.cli import script

if __name__ == "__main__":
    script()
