"""Checks the promises about the time that accounts take, with real processes. Run from `backend/`, as each
module describes.
"""
