"""What can go wrong in reading, as exceptions of our own.

ExtractError            the message is one line and says what to do
└── ModelError          a spaCy pipeline that is missing, damaged or lacks what we need
"""


class ExtractError(Exception):
    """Base of every error of this package."""


class ModelError(ExtractError):
    """A pipeline that cannot be loaded. The message names it and says how to get one."""
