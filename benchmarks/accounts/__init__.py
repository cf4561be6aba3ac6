"""What the accounts promise about time, measured on real processes. Run from `backend/`, as each module says."""
