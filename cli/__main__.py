"""`python -m cli`: the same command, for the processes that the scheduler starts."""

from cli import main

if __name__ == "__main__":
    main()
