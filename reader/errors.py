"""The errors that newsreader raises on purpose, as one tree.

::

    ReaderError
    ├── SourceError            a file or folder cannot be read
    │   └── Embargoed          an item must not be shown yet
    ├── StoreError             the library cannot do what was asked
    │   ├── LibraryDamaged     a file of the library is torn or foreign
    │   ├── LibraryTooNew      a newer newsreader wrote it
    │   ├── LibraryReadOnly    it may be read, not written
    │   ├── DiskFull           there is no room to write
    │   ├── LibraryBusy        another newsreader holds it for too long
    │   ├── QueryInterrupted   a newer question overtook this one
    │   ├── IndexBeingBuilt    words cannot be searched for yet
    │   └── NoSuchArticle      no article has this id
    ├── RecognizerError        the name-finding process failed
    ├── ExportError            what is taken out cannot be written there
    ├── ImportRefused          what is to be taken in is nothing of ours
    └── ConfigError            a setting cannot be understood

Each leaf is raised in one layer. ``str(error)`` is fit to be shown to a user: what
happened, to what, and what to do. Whoever shows it cleans it first: it may quote a
file's name.
"""


class ReaderError(Exception):
    """Anything that newsreader can say in words."""


class SourceError(ReaderError):
    """A file or folder cannot be read."""


class Embargoed(SourceError):
    """An item must not be shown yet."""


class StoreError(ReaderError):
    """The library cannot do what was asked."""


class LibraryDamaged(StoreError):
    """A file of the library is torn, truncated or not a library at all."""


class LibraryTooNew(StoreError):
    """The library was written by a newer newsreader; this one leaves it alone."""


class LibraryReadOnly(StoreError):
    """The library may be read but not written."""


class DiskFull(StoreError):
    """There is no room left to write."""


class LibraryBusy(StoreError):
    """Another newsreader has held the library for too long."""


class QueryInterrupted(StoreError):
    """The query was stopped because a newer one overtook it."""


class IndexBeingBuilt(StoreError):
    """The search index is being made anew: words cannot be searched for yet."""


class NoSuchArticle(StoreError):
    """No article has this id."""


class RecognizerError(ReaderError):
    """The name-finding process failed."""


class ExportError(ReaderError):
    """What is taken out of the library cannot be written where it was to go."""


class ImportRefused(ReaderError):
    """What is to be taken into the library is not what newsreader takes out of one."""


class ConfigError(ReaderError):
    """A setting cannot be understood."""
