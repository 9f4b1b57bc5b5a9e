"""The errors that zhclaims raises on purpose; each message says what was found, where, and what to do."""


class ZhclaimsError(Exception):
    """Root of all errors of this package; the command line prints its message and exits with 2."""


class ArticleError(ZhclaimsError):
    """One article could not be read; a run records it in `failures` and goes on."""


class LexiconError(ZhclaimsError):
    """A row of a lexicon file is malformed; the message names file and line."""


class StoreError(ZhclaimsError):
    """The database cannot be used: not ours, of another schema version, read-only or corrupt."""


class WeightsError(ZhclaimsError):
    """The files of a network are absent or damaged."""
