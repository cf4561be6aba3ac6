"""Players, their sessions, their emails and their two-factor authentication."""

from accounts.models.mail import Mail, WeeklySummarySubscription
from accounts.models.second_factor import RecoveryCode, SecondFactor
from accounts.models.session import Session
from accounts.models.user import User, UserManager

__all__ = ["Mail", "RecoveryCode", "SecondFactor", "Session", "User", "UserManager", "WeeklySummarySubscription"]
