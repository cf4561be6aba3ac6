"""Players, their sessions, their emails, their two-factor authentication and their audit events."""

from accounts.models.audit_event import AuditEvent
from accounts.models.mail import Mail, WeeklySummarySubscription
from accounts.models.second_factor import RecoveryCode, SecondFactor
from accounts.models.session import Session
from accounts.models.user import User, UserManager

__all__ = [
    "AuditEvent",
    "Mail",
    "RecoveryCode",
    "SecondFactor",
    "Session",
    "User",
    "UserManager",
    "WeeklySummarySubscription",
]
