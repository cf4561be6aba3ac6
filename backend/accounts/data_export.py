"""The data that accounts store about a player."""

from __future__ import annotations

from accounts.models import AuditEvent, Mail, RecoveryCode, SecondFactor, Session, User, WeeklySummarySubscription
from core.privacy import Sections, rows

# Fields that are useful to an attacker but not to the player.
SECRET = {
    User: frozenset({"password"}),
    Session: frozenset({"current_token", "previous_token"}),
    SecondFactor: frozenset({"sealed_secret"}),
    RecoveryCode: frozenset({"digest"}),
}


def sections(player_id: int) -> Sections:
    return {
        "account": rows(User.objects.filter(pk=player_id), secret=SECRET[User]),
        "sessions": rows(Session.objects.filter(player_id=player_id), secret=SECRET[Session]),
        "mails": rows(Mail.objects.filter(player_id=player_id)),
        "audit_events": rows(AuditEvent.objects.filter(player_id=player_id)),
        "second_factor": rows(SecondFactor.objects.filter(pk=player_id), secret=SECRET[SecondFactor]),
        "recovery_codes": rows(RecoveryCode.objects.filter(player_id=player_id), secret=SECRET[RecoveryCode]),
        "subscriptions": rows(WeeklySummarySubscription.objects.filter(pk=player_id)),
    }
