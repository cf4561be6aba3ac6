"""The accounts' figures for Prometheus."""

from prometheus_client import Counter

REFUSED_LOGINS = Counter("numberplay_refused_logins", "Sign-ins that were refused", ["reason"])
THEFTS = Counter("numberplay_refresh_token_thefts", "Sessions that ended as a replaced refresh token came back")
MAILS = Counter("numberplay_mails", "Attempts to send a mail: sent, retried, failed for good", ["kind", "outcome"])
