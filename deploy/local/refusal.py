"""Why something does not start, in words for the person who typed the command."""


class Refusal(Exception):
    """The message is the whole explanation; no traceback belongs to it."""
