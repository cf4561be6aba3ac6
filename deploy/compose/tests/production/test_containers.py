"""Which containers run, as which user, and with which limits."""

from __future__ import annotations

from collections import Counter

from deploy.compose.tests import stack as docker
from deploy.compose.tests.production.system import EVERYTHING
from deploy.compose.tests.stack import Stack


def test_every_instance_is_healthy(stack: Stack) -> None:
    containers = stack.containers()

    assert Counter(one.service for one in containers) == EVERYTHING
    assert {one.state for one in containers if one.service != "migrate"} == {"healthy"}


def test_our_containers_run_unprivileged_on_a_read_only_file_system(stack: Stack) -> None:
    ours = [one for one in stack.containers() if one.is_ours and one.service not in ("migrate", "mail")]

    assert all(one.facts["HostConfig"]["ReadonlyRootfs"] for one in ours)
    assert all(docker.run_in(one, "id", "-u").strip() in ("101", "1000", "10001") for one in ours)


def test_every_service_is_bounded_restarted_and_its_log_rotated(stack: Stack) -> None:
    for one in stack.containers():
        limits = one.facts["HostConfig"]
        if one.service not in ("migrate", "mail"):
            assert limits["RestartPolicy"]["Name"] == "unless-stopped", one.service
        if one.service != "mail":
            assert all(limits[name] > 0 for name in ("Memory", "NanoCpus", "PidsLimit")), one.service
            assert limits["LogConfig"]["Config"] == {"max-size": "10m", "max-file": "5"}, one.service


def test_only_nginx_listens_outside(stack: Stack) -> None:
    assert {one.service for one in stack.containers() if one.published} == {"nginx"}


def test_the_cache_may_forget_and_the_state_may_not(stack: Stack) -> None:
    def setting(service: str, name: str) -> str:
        return stack.exec(service, "valkey-cli", "config", "get", name).split()[-1]

    assert setting("redis-cache", "maxmemory-policy") == "allkeys-lru"
    assert setting("redis-cache", "appendonly") == "no"
    assert setting("redis-state", "maxmemory-policy") == "noeviction"
    assert setting("redis-state", "appendonly") == "yes"


def test_an_operator_makes_a_superuser(stack: Stack) -> None:
    command = ["createsuperuser", "--noinput", "--username", "root_of_all", "--email", "root@example.com"]
    made = stack.manage(*command, DJANGO_SUPERUSER_PASSWORD="an operator 7 zz")

    assert "created" in made
