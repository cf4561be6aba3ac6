"""Background tasks run once, and Flower shows the workers."""

from __future__ import annotations

import asyncio
import json

from deploy.compose.tests.stack import Stack

MAILS = 300

QUEUE_MAILS = f"""
from accounts.mail import outbox
from accounts.models import User
names = [f"mailed_{{n}}" for n in range({MAILS})]
User.objects.bulk_create(User(username=n, username_key=n, email=f"{{n}}@example.com") for n in names)
for user in User.objects.filter(username__startswith="mailed_"):
    outbox.enqueue(user, "welcome", cause=f"welcome:{{user.pk}}")
"""

ASK_FLOWER = """
import base64, json, os, urllib.error, urllib.request as r
address = "http://127.0.0.1:5555/api/workers?refresh=1"
try:
    r.urlopen(address)
except urllib.error.HTTPError as refusal:
    assert refusal.code == 401
else:
    raise SystemExit("Flower is open")
key = base64.b64encode(os.environ["FLOWER_BASIC_AUTH"].encode()).decode()
print(json.dumps(list(json.load(r.urlopen(r.Request(address, headers={"Authorization": f"Basic {key}"}))))))
"""

READ_MAILS = "import urllib.request as r; print(r.urlopen('http://mail:8025/api/v1/messages').read().decode())"


async def test_three_hundred_tasks_have_three_hundred_effects(stack: Stack) -> None:
    stack.manage("shell", "-c", QUEUE_MAILS)

    receivers: list[str] = []
    for _ in range(120):
        receivers = _receivers(stack)
        if len(receivers) >= MAILS:
            break
        await asyncio.sleep(0.5)
    await asyncio.sleep(3)  # for one too many

    receivers = _receivers(stack)
    assert sorted(receivers) == sorted(f"mailed_{n}@example.com" for n in range(MAILS))


async def test_flower_wants_its_password_and_lists_all_workers(stack: Stack) -> None:
    expected = {f"celery@{one.id[:12]}" for name in ("worker", "mailer") for one in stack.containers(name)}
    listed: set[str] = set()
    for _ in range(20):
        listed = set(json.loads(stack.exec("flower", "python", "-c", ASK_FLOWER)))
        if listed >= expected:
            break
        await asyncio.sleep(0.5)

    assert listed >= expected


def _receivers(stack: Stack) -> list[str]:
    mails = json.loads(stack.exec("http", "python", "-c", READ_MAILS))["messages"]
    addresses = [receiver["Address"] for mail in mails for receiver in mail["To"]]
    return [address for address in addresses if address.startswith("mailed_")]
