"""MySQL for the tests is found, or unpacked from the mirror that apt uses."""

from pathlib import Path

import pytest

from deploy.local import debian, mysql
from deploy.local.program import CommandError

APT = """#!/bin/sh
echo "{addresses}"
"""


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only folder on the search path."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setattr(mysql, "PLACE", tmp_path / "cache")
    return folder


def add(program: Path, text: str = "#!/bin/sh\n") -> Path:
    program.write_text(text)
    program.chmod(0o755)
    return program


def test_a_link_to_mariadb_is_no_mysql(programs: Path) -> None:
    (programs / "mysqld").symlink_to(add(programs / "mariadbd"))
    assert not mysql.is_installed()


def test_a_mysqld_on_the_path_or_in_the_cache_is_enough(programs: Path) -> None:
    found = add(programs / "mysqld")
    assert mysql.is_installed()
    found.unlink()
    (mysql.PLACE / "bin").mkdir(parents=True)
    add(mysql.PLACE / "bin" / "mysqld")
    assert mysql.is_installed()


def test_the_mirror_is_that_of_apt_without_the_security_updates(programs: Path) -> None:
    addresses = "http://mirror.example/debian-security/\nhttp://mirror.example/debian/"
    add(programs / "apt-get", APT.format(addresses=addresses))
    assert mysql._mirror() == "http://mirror.example/debian/"


def test_without_a_mirror_it_says_what_to_do(programs: Path) -> None:
    add(programs / "apt-get", APT.format(addresses=""))
    with pytest.raises(CommandError, match="apt-get update"):
        mysql._mirror()


def test_the_advice_names_both_ways() -> None:
    assert debian.advice(["galera-4", debian.MYSQL]) == "sudo apt-get install galera-4 and make mysql"
    assert debian.advice([debian.MYSQL]) == "make mysql"
    assert debian.advice(["nginx", "haproxy"]) == "sudo apt-get install nginx haproxy"
