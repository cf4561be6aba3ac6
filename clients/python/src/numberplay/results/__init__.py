"""A subscription to results: three transports of the same question, what came after seq N."""
