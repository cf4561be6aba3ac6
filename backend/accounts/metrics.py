"""Prometheus metrics of accounts."""

from prometheus_client import Counter

REFUSED_LOGINS = Counter("numberplay_refused_logins", "Refused sign-ins", ["reason"])
THEFTS = Counter("numberplay_refresh_token_thefts", "Sessions ended because a replaced refresh token was used again")
MAILS = Counter("numberplay_mails", "Attempts to send an email: sent, retried or failed for good", ["kind", "outcome"])
