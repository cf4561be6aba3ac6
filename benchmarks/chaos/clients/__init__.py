"""What plays, subscribes, reads and probes during a run, and records what it observed in the history."""
