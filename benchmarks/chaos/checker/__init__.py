"""Pure functions that compare ledgers. Each yields what differs; a history without a fault in it yields nothing."""

from benchmarks.chaos.checker.difference import Difference

__all__ = ["Difference"]
