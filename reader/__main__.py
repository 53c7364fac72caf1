"""``newsreader`` and ``python -m reader``."""

import gc
import sys


def main() -> int:
    """Do what the command line asks for; the exit status: 0 done, 1 failed, 2 wrong usage."""
    gc.disable()  # importing makes no garbage; whoever goes on to work turns it on again
    from reader.cli.main import carry_out  # noqa: PLC0415 -- so that Ctrl-C is met from here on

    return carry_out(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
