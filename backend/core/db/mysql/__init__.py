"""Django's MySQL backend, with fewer round trips per transaction."""
