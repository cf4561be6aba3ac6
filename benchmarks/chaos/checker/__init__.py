"""Pure functions that compare the records. Each yields the differences; a correct history yields none."""

from benchmarks.chaos.checker.difference import Difference

__all__ = ["Difference"]
