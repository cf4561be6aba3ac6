"""Players, their sessions, emails and audit events in the admin."""

from accounts.admin import audit_events, mails

__all__ = ["audit_events", "mails"]
