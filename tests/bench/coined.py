"""Words that nobody has used yet, as many as are asked for."""

_ONSETS = [
    "b", "br", "ch", "d", "dr", "f", "g", "gr", "h", "j", "k", "kh", "l", "m", "n", "p",
    "r", "s", "sh", "st", "t", "th", "tr", "v", "w", "y", "z", "kl", "pr", "sk", "zh", "gl",
]  # fmt: skip
_VOWELS = ["a", "e", "i", "o", "u", "ai", "ei", "ou"]
_CODAS = ["n", "r", "l", "s", "m", "k", "d", "t", "v", "b", "g", "z", "nd", "rt", "st", "nk"]
_BEGINS = [onset + vowel for onset in _ONSETS for vowel in _VOWELS]
_ENDS = [begin + coda for begin in _BEGINS for coda in _CODAS]
_SHORT = 1 << 20

LIMIT = 1 << 28
"""One more than the last number that has a word."""


def coined(number: int) -> str:
    """A pronounceable word in small letters, a different one for every number below `LIMIT`.

    Consonants and vowels take turns, so a word can be taken apart in one way only.
    """
    if number < _SHORT // 2:
        mixed = number * 0x9E3779B1 % _SHORT
        return _BEGINS[mixed >> 12] + _ENDS[mixed & 4095]
    mixed = number * 0x9E3779B1 % LIMIT
    return _BEGINS[mixed >> 20] + _BEGINS[mixed >> 12 & 255] + _ENDS[mixed & 4095]
