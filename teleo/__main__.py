"""Runs the command line as `python -m teleo`."""

from teleo.cli import main

if __name__ == "__main__":
    main()
