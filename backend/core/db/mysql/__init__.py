"""Django's MySQL backend without the round trips that a play can do without."""
