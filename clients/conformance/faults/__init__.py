"""Plays and follows results with a client in any language, behind a faulty proxy, while real servers restart."""
