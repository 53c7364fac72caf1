"""The heap of the process: what is freed goes back to the system."""

from contextlib import suppress

_TRIM_THRESHOLD, _MMAP_THRESHOLD, _ARENA_MAX = -1, -3, -8
_LARGE_BYTES = 131_072


def give_back() -> None:
    """Give what has been freed back to the system, and from now on what is large at once.

    By itself the C library of Linux keeps it for later: up to twice the size of the largest
    block that was ever freed, in each thread's heap, some 5 MB after a long list.

    Source: mallopt(3), malloc_trim(3). Other C libraries have no such functions.
    """
    from ctypes import CDLL  # noqa: PLC0415 -- short lists need it not

    with suppress(AttributeError):
        library = CDLL(None)
        library.mallopt(_MMAP_THRESHOLD, _LARGE_BYTES)
        library.mallopt(_TRIM_THRESHOLD, _LARGE_BYTES)
        library.mallopt(_ARENA_MAX, 1)
        library.malloc_trim(0)
