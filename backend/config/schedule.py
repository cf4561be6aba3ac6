"""When the scheduler queues each task, in UTC."""

from __future__ import annotations

from typing import Any

from celery.schedules import crontab

SCHEDULE: dict[str, Any] = {
    "sweep-mails": {"task": "accounts.tasks.sweep_mails", "schedule": crontab()},
    "sweep-exports": {"task": "game.tasks.sweep_exports", "schedule": crontab()},
    "update-summaries": {"task": "game.tasks.update_summaries", "schedule": crontab(minute="*/10")},
    "email-weekly-summaries": {
        "task": "operations.tasks.email_weekly_summaries",
        "schedule": crontab(day_of_week="1", hour="6-23", minute="5"),  # repeated in case a run was missed
    },
    "seal-secrets-anew": {"task": "accounts.tasks.seal_secrets_anew", "schedule": crontab(hour="3", minute="5")},
    "clear-ended-sessions": {
        "task": "accounts.tasks.clear_ended_sessions",
        "schedule": crontab(hour="3", minute="10"),
    },
    "clear-old-mails": {"task": "accounts.tasks.clear_old_mails", "schedule": crontab(hour="3", minute="20")},
    "clear-task-failures": {
        "task": "config.tasks.clear_task_failures",
        "schedule": crontab(hour="3", minute="25"),
    },
    "clear-audit-events": {
        "task": "operations.tasks.clear_audit_events",
        "schedule": crontab(hour="3", minute="26"),
    },
    "clear-operator-sessions": {
        "task": "config.tasks.clear_operator_sessions",
        "schedule": crontab(hour="3", minute="27"),
    },
    "clear-write-probes": {
        "task": "config.tasks.clear_write_probes",
        "schedule": crontab(hour="3", minute="28"),
    },
    "reconcile-statistics": {"task": "game.tasks.reconcile_statistics", "schedule": crontab(hour="3", minute="30")},
    "clear-exports": {"task": "game.tasks.clear_exports", "schedule": crontab(hour="3", minute="35")},
}
