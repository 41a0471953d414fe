"""What can go wrong with input, as exceptions of our own.

    CorpusError              broken input or a broken archive: the message says what to do
    ├── UnreadableInput      a file that holds no article at all (missing, binary, too large)
    └── ArchiveError         a WARC file that cannot be read or written

What the world does wrong with one article among many is not an exception but a value: `corpus.article.Failure`.
"""


class CorpusError(Exception):
    """Base of every error of this package. The message is one line and says what to do."""


class UnreadableInput(CorpusError):
    """A path or stream from which no article can be read."""


class ArchiveError(CorpusError):
    """A WARC file that is damaged or cannot be written."""
