"""What a play costs, measured beside the least that Django can do for it: `make bench`."""
