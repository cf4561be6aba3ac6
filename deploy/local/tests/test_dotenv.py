"""`make run` reads `.env`."""

from pathlib import Path

import pytest

from deploy.local import dotenv
from deploy.local.program import CommandError


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("PORT=8001", {"PORT": "8001"}),
        ("export PORT=8001", {"PORT": "8001"}),
        ("  PORT=8001  ", {"PORT": "8001"}),
        ("PORT=", {"PORT": ""}),
        ("NAME='two words # no comment'", {"NAME": "two words # no comment"}),
        ('NAME="two words"', {"NAME": "two words"}),
        ("PORT=8001 # a comment", {"PORT": "8001"}),
        ("PORT=# a comment", {"PORT": ""}),
        ("URL=mysql://a:b#c@host/x?y=1", {"URL": "mysql://a:b#c@host/x?y=1"}),
        ("# PORT=8001", {}),
        ("", {}),
        ("SET=after", {}),
    ],
)
def test_a_line_sets_what_is_not_set_yet(tmp_path: Path, line: str, expected: dict[str, str]) -> None:
    file = tmp_path / ".env"
    file.write_text(f"{line}\n")
    environment = {"SET": "before"}
    dotenv.load(file, environment)
    assert environment == {"SET": "before", **expected}


def test_a_missing_file_sets_nothing(tmp_path: Path) -> None:
    environment: dict[str, str] = {}
    dotenv.load(tmp_path / ".env", environment)
    assert environment == {}


@pytest.mark.parametrize("line", ["secret", "1NAME=secret", "NAME secret", "=secret", "MY-NAME=secret"])
def test_another_line_is_refused_without_being_repeated(tmp_path: Path, line: str) -> None:
    file = tmp_path / ".env"
    file.write_text(f"FIRST=1\n{line}\n")
    with pytest.raises(CommandError) as error:
        dotenv.load(file, {})
    assert str(error.value) == ".env, line 2: expected NAME=value."
