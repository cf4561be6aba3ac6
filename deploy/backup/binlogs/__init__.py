"""Copies of the server's binary logs: made continuously, and read for a restore to a moment. See docs/recovery.md.

Only needs Python's standard library, because it runs on the operator's machine and in a small container.
"""
