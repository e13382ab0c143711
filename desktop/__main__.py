"""`soxa` and `python -m desktop`: without a word the window opens at once, else the command line speaks."""

import sys


def main() -> int:
    """The exit code of the window or of the command."""
    if sys.argv[1:]:
        from desktop import cli

        return cli.main()
    from desktop import app

    return app.run(None, None)


if __name__ == "__main__":
    sys.exit(main())
