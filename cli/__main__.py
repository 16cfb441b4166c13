"""`python -m cli`: the same command, as the scheduler starts it in a process of its own."""

from cli import main

if __name__ == "__main__":
    main()
