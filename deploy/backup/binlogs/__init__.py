"""Copies of the server's binary logs: made continuously, and read for point-in-time restores. See docs/recovery.md.

Only needs Python's standard library, because it runs on the operator's machine and in a small container.
"""
