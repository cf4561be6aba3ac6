"""Servers for the tests are found, or unpacked from the mirror that apt uses."""

import asyncio
from pathlib import Path

import pytest

from deploy.local import debian, unpacked
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
    monkeypatch.setattr(unpacked, "CACHE", tmp_path / "cache")
    return folder


def add(program: Path, text: str = "#!/bin/sh\n") -> Path:
    program.write_text(text)
    program.chmod(0o755)
    return program


def unpack(name: str, *programs: str) -> None:
    folder = unpacked.CACHE / name / "bin"
    folder.mkdir(parents=True)
    for program in programs:
        add(folder / program)


def test_a_link_to_mariadb_is_no_mysql(programs: Path) -> None:
    (programs / "mysqld").symlink_to(add(programs / "mariadbd"))
    assert not unpacked.is_installed(unpacked.MYSQL)


def test_a_mysqld_on_the_path_or_in_the_cache_is_enough(programs: Path) -> None:
    found = add(programs / "mysqld")
    assert unpacked.is_installed(unpacked.MYSQL)
    found.unlink()
    unpack("mysql", *unpacked.SERVERS["mysql"].programs)
    assert unpacked.is_installed(unpacked.MYSQL)


def test_a_program_of_the_same_name_on_the_path_is_not_the_newer_one(programs: Path) -> None:
    add(programs / "redis-server")
    add(programs / "redis-cli")
    assert debian.missing(["redis-8", "valkey-8"]) == ["redis-8", "valkey-8"]
    unpack("valkey-8", "redis-server", "redis-cli")
    assert debian.missing(["redis-8", "valkey-8"]) == ["redis-8"]


def test_a_script_runs_the_program_with_the_c_library_of_its_release(tmp_path: Path) -> None:
    usr = tmp_path / "usr"
    libraries = usr / "lib/x86_64-linux-gnu"
    for folder in (usr / "sbin", libraries):
        folder.mkdir(parents=True)
    (libraries / "ld-linux-x86-64.so.2").touch()
    (usr / "sbin/mariadbd").write_bytes(b"\x7fELF")
    assert unpacked._write_script(tmp_path, "mariadbd") == usr / "sbin/mariadbd"
    script = (usr / "sbin/mariadbd").read_text()
    assert f"exec {libraries}/ld-linux-x86-64.so.2 --library-path {libraries} " in script
    assert f' {usr}/sbin/mariadbd.unpacked "$@" --basedir={usr}\n' in script


def test_the_mirror_is_that_of_apt_without_the_security_updates(programs: Path) -> None:
    addresses = "http://mirror.example/debian-security/\nhttp://mirror.example/debian/"
    add(programs / "apt-get", APT.format(addresses=addresses))
    assert unpacked._mirror() == "http://mirror.example/debian/"


def test_without_a_mirror_it_says_what_to_do(programs: Path) -> None:
    add(programs / "apt-get", APT.format(addresses=""))
    with pytest.raises(CommandError, match="apt-get update"):
        unpacked._mirror()


def test_the_advice_names_all_ways() -> None:
    assert debian.advice(["galera-4", unpacked.MYSQL]) == "sudo apt-get install galera-4 and make mysql"
    assert debian.advice([unpacked.MYSQL]) == "make mysql"
    assert debian.advice([unpacked.MYSQL, "redis-8"]) == "make servers"
    assert debian.advice(["nginx", "haproxy"]) == "sudo apt-get install nginx haproxy"


def test_a_package_is_there_if_one_of_its_programs_or_its_file_is(
    programs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    header = programs.parent / "Python.h"
    monkeypatch.setitem(debian.SHOWN_BY, "python3-dev", (str(header),))
    monkeypatch.setitem(debian.SHOWN_BY, "gcc", ("no-such-gcc", "other-cc"))
    assert debian.missing(["python3-dev", "gcc"]) == ["python3-dev", "gcc"]
    header.touch()
    compiler = add(programs / "other-cc")
    assert debian.missing(["python3-dev", "gcc"]) == []
    assert debian.find("gcc") == str(compiler)


def test_an_earlier_version_remains_if_the_download_fails(programs: Path) -> None:
    add(programs / "apt-get", '#!/bin/sh\n[ "$1" = indextargets ] && echo http://mirror.example/debian/\n')
    unpack("redis-8", "redis-server", "redis-cli")
    with pytest.raises(CommandError, match="List of Debian's packages failed"):
        asyncio.run(unpacked.install("redis-8"))
    assert unpacked.is_installed("redis-8")
