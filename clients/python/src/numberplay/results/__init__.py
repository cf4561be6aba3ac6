"""A subscription to results. Each of its three transports requests the results after a seq."""
