"""When this version migrates a filled database of version 1.0.0, no row is lost."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

APPS = ("admin", "operations", "config", "game", "accounts", "core")  # in the order in which they can be undone
VERSION_1_0_0 = [
    ("accounts", "0004_recovery_codes_are_hashed"),
    ("admin", "0003_logentry_add_action_flag_choices"),
    ("auth", "0012_alter_user_first_name_max_length"),
    ("config", "0001_initial"),
    ("contenttypes", "0002_remove_content_type_name"),
    ("core", "0001_initial"),
    ("game", "0001_initial"),
    ("sessions", "0001_initial"),
]
ACTIONS = ("add", "change", "delete", "view")

Table = dict[str, Any]  # the columns, and the rows in any order


@pytest.fixture
def old(transactional_db: None) -> Iterator[Any]:
    """The models of version 1.0.0, in a database with its empty tables."""
    for app in APPS:
        call_command("migrate", app, "zero", verbosity=0)
    apps = MigrationExecutor(connection).migrate(VERSION_1_0_0).apps
    apps.get_model("contenttypes.ContentType").objects.all().delete()  # of the test database
    yield apps
    call_command("migrate", verbosity=0)


def contents() -> dict[str, Table]:
    with connection.cursor() as cursor:
        return {name: _table(cursor, name, "*") for name in connection.introspection.table_names(cursor)}


def contents_as(before: dict[str, Table]) -> dict[str, Table]:
    """The data in the tables and columns that existed before."""
    with connection.cursor() as cursor:
        return {
            name: _table(cursor, name, ", ".join(connection.ops.quote_name(column) for column in table["columns"]))
            for name, table in before.items()
        }


def _table(cursor: Any, name: str, columns: str) -> Table:
    cursor.execute(f"SELECT {columns} FROM {connection.ops.quote_name(name)}")  # noqa: S608  names of our own
    rows = cursor.fetchall()
    return {"columns": [column[0] for column in cursor.description], "rows": sorted(map(repr, rows))}


def fill(old: Any) -> None:
    """At least one row in each of our tables, and the permission of operators to see failed tasks."""
    now = timezone.now()

    def create(name: str, /, **values: Any) -> Any:
        return old.get_model(name).objects.create(**values)

    player = create("accounts.User", username="Ada", username_key="ada", email="ada@example.com", password="hash")
    create("accounts.Session", player=player, current_token="one", rotated_at=now, created_at=now, last_used_at=now)
    create("accounts.Mail", player=player, cause="welcome:1", kind="welcome", to=player.email, facts={"a": 1})
    changing = {"cause": "email_changing:1", "kind": "email_changing", "facts": {"address": "grace@example.com"}}
    create("accounts.Mail", player=player, to=player.email, **changing)
    create("accounts.SecondFactor", player=player, sealed_secret="sealed", confirmed_at=now)
    create("accounts.RecoveryCode", player=player, digest="hash")
    create("core.WriteProbe", process="one", probed_at=now)
    create("game.Play", player=player, seq=1, number=842, result="win", prize=421, played_at=now, key_digest="used")
    create("game.Play", player=player, seq=2, number=7, result="lose", played_at=now)
    create("game.PlayerStatistics", player=player, seq=2, wins=1, total_prize=421, best_prize=421, last_played=now)
    for task in ("mails.send", "game.recount"):
        create("config.TaskFailure", task=task, error="OSError", request_id="request")
    kind = create("contenttypes.ContentType", app_label="config", model="taskfailure")
    rights = [
        create("auth.Permission", name=f"Can {action}", content_type=kind, codename=f"{action}_taskfailure")
        for action in ACTIONS
    ]
    operators = create("auth.Group", name="operators")
    operators.permissions.set(rights)
    player.groups.add(operators)
    player.user_permissions.add(rights[0])
    create("admin.LogEntry", user=player, content_type=kind, object_id="1", object_repr="failure", action_flag=3)
    create("sessions.Session", session_key="operator", session_data="data", expire_date=now)


def test_a_filled_database_keeps_every_row_and_table(old: Any) -> None:
    fill(old)
    before = contents()
    filled = {name for name, table in before.items() if table["rows"]}
    assert filled == set(before)  # no table is missing

    call_command("migrate", verbosity=0)

    after = contents_as(before)
    for changed in ("django_migrations", "django_content_type", "auth_permission"):  # Django adds rows to these
        assert len(after[changed]["rows"]) >= len(before[changed]["rows"])
        del before[changed], after[changed]
    assert after == before


def test_emails_from_before_are_found_by_the_address_that_they_mention(old: Any) -> None:
    fill(old)

    call_command("migrate", verbosity=0)

    from accounts.models import Mail

    assert Mail.objects.get(mentioned_address="grace@example.com").cause == "email_changing:1"
    assert Mail.objects.get(mentioned_address=None).cause == "welcome:1"


def test_the_failures_of_tasks_and_the_rights_to_see_them_move_to_operations(old: Any) -> None:
    fill(old)

    call_command("migrate", verbosity=0)

    from accounts.models import User
    from operations.models import TaskFailure

    assert sorted(TaskFailure.objects.values_list("task", "error")) == [
        ("game.recount", "OSError"),
        ("mails.send", "OSError"),
    ]
    assert User.objects.get().get_all_permissions() == {f"operations.{action}_taskfailure" for action in ACTIONS}
    with connection.cursor() as cursor:
        cursor.execute("SELECT app_label FROM django_content_type WHERE model = 'taskfailure'")
        assert cursor.fetchall() in ([("operations",)], (("operations",),))
