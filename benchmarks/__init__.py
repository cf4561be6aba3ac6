"""Measures the cost of a play, compared with that of a minimal Django application: `make bench`."""
