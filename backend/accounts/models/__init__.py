"""Who plays, on which devices, what was written to them, and their second factor."""

from accounts.models.mail import Mail
from accounts.models.second_factor import RecoveryCode, SecondFactor
from accounts.models.session import Session
from accounts.models.user import User, UserManager

__all__ = ["Mail", "RecoveryCode", "SecondFactor", "Session", "User", "UserManager"]
