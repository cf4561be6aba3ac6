"""The clients of a run: they play, subscribe, read and probe, and record what they observe in the history."""
