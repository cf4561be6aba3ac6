"""Measures what a play costs, compared with the least that Django can do for it: `make bench`."""
