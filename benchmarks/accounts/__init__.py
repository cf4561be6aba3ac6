"""Checks the promised response times of the account endpoints, with real processes. Run these from `backend/`, as
each module describes.
"""
