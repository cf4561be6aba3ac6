"""The documents and `config.env` agree on environment variables and their defaults."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import pytest

from config.env import DEVELOPMENT_SECRET, SECRET_MIN_LENGTH, Env
from tests.contracts.documents import DOCS, ROOT

GUIDE = DOCS / "configuration.md"
EXAMPLE = ROOT / ".env.example"
PRODUCTION = {
    "DJANGO_ENV": "production",
    "DJANGO_SECRET_KEY": "x" * SECRET_MIN_LENGTH,
    "DJANGO_ALLOWED_HOSTS": "play.example.org",
    "DATABASE_URL": "mysql://numberplay:secret@database/numberplay",
    "REDIS_URL": "redis://redis",
    "EMAIL_URL": "smtp://mail",
}
FAULTS = {
    "a default secret": {"DJANGO_SECRET_KEY": DEVELOPMENT_SECRET},
    "a short key of before": {"DJANGO_SECRET_KEY_FALLBACKS": "x" * (SECRET_MIN_LENGTH - 1)},
    "debug": {"DJANGO_DEBUG": "on"},
    "no host": {"DJANGO_ALLOWED_HOSTS": ""},
    "all hosts": {"DJANGO_ALLOWED_HOSTS": "*"},
    "all origins": {"CORS_ALLOWED_ORIGINS": "https://*.example.org"},
    "no database server": {"DATABASE_URL": ""},
    "no Redis": {"REDIS_URL": ""},
    "no mail server": {"EMAIL_URL": ""},
}


class Watched(Mapping[str, str]):
    """An empty environment that records which variables are read."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def __getitem__(self, name: str) -> str:
        self.asked.append(name)
        raise KeyError(name)

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


def variables() -> list[str]:
    environment = Watched()
    Env.parse(environment)
    return environment.asked


def in_the_guide() -> dict[str, tuple[str, str]]:
    """The default and the example of each variable. The default is "" if the guide describes it in words."""
    table = GUIDE.read_text().partition("## Backend")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| `([A-Z_]+)` \| (.*?) \| .* \| `([^`]*)`.*\|$", table, re.MULTILINE)
    return {name: (literal(default), example) for name, default, example in rows}


def literal(cell: str) -> str:
    match = re.match(r"`([^`]+)`", cell)
    return match.group(1) if match else ""


def in_the_example() -> dict[str, str]:
    return dict(re.findall(r"^#([A-Z_]+)=(.*)$", EXAMPLE.read_text(), re.MULTILINE))


def test_the_guide_and_the_example_list_every_variable_and_no_other() -> None:
    assert list(in_the_guide()) == list(dict.fromkeys(in_the_guide()))
    assert set(in_the_guide()) == set(in_the_example()) == set(variables())


@pytest.mark.parametrize("name", variables())
def test_a_default_is_the_same_wherever_it_is_written(name: str) -> None:
    guide, example = in_the_guide()[name][0], in_the_example()[name]
    assert Env.parse({name: guide}) == Env.parse({name: example}) == Env.parse({})
    assert guide == example or name == "DJANGO_SECRET_KEY"


@pytest.mark.parametrize("name", variables())
def test_the_guides_example_can_be_read_and_changes_something(name: str) -> None:
    assert Env.parse({name: in_the_guide()[name][1]}) != Env.parse({})


@pytest.mark.parametrize("text", re.findall(r"Example: (\S+)", EXAMPLE.read_text()))
def test_the_examples_of_urls_can_be_read(text: str) -> None:
    scheme = text.partition(":")[0].partition("+")[0]
    name = {"mysql": "DATABASE_URL", "redis": "REDIS_URL", "https": "SENTRY_DSN"}.get(scheme, "EMAIL_URL")
    assert Env.parse({name: text}) != Env.parse({})


@pytest.mark.parametrize("wrong", FAULTS.values(), ids=FAULTS)
def test_a_production_fault_is_named_as_in_the_guide(wrong: dict[str, str]) -> None:
    assert Env.parse(PRODUCTION).faults() == ()
    (fault,) = Env.parse({**PRODUCTION, **wrong}).faults()
    assert fault in said_of_production()


def test_the_guide_names_no_fault_that_there_is_not() -> None:
    said = {fault for wrong in FAULTS.values() for fault in Env.parse({**PRODUCTION, **wrong}).faults()}
    assert said == set(said_of_production())


def said_of_production() -> list[str]:
    section = GUIDE.read_text().partition("## Production")[2].partition("\n## ")[0]
    return [line.replace("`", "") for line in re.findall(r"^- (.*)$", section, re.MULTILINE)]
