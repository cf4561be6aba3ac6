"""Backup, new plays, loss of the database, and restore on a real server: the restored state is that of the backup."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from installation import Installation
from tests.processes.players import Edge
from tests.processes.programs import Serve, manage

RECONCILE = "from game.tasks import reconcile_statistics; print('mended', reconcile_statistics())"


def test_lost_data_is_restored_as_it_was_at_the_backup(site: Installation) -> None:
    with Serve(site.env) as serve, closing(Edge(serve)) as edge:
        account = edge.register()
        for number in (842, 841, 902):
            assert edge.play(account, number).status_code == 200
        kept = edge.results(account), edge.statistics(account)
        file = site.backup()
        plays = site.count("game_play")
        for _ in range(5):
            assert edge.play(account, 2).status_code == 200
        late = edge.register()

    refused = site.run("restore", file)
    assert refused.returncode == 1
    assert "FORCE=1" in refused.stderr
    assert site.count("game_play") == plays + 5

    site.execute("DROP DATABASE numberplay")
    done = site.run("restore", file)
    assert done.returncode == 0, done.stderr
    with Serve(site.env) as serve, closing(Edge(serve)) as edge:
        assert (edge.results(account), edge.statistics(account)) == kept
        assert edge.login(late).status_code == 401
        play = edge.play(account, 4).json()
        assert play["seq"] == 4
        assert play["id"] > 1_000_000  # not one of the lost ids
    reconciled = manage("shell", "--verbosity", "0", "--command", RECONCILE, env=site.env)
    assert reconciled.stdout.strip() == "mended 0", reconciled.stderr


def test_a_damaged_backup_is_refused_before_anything_is_touched(site: Installation) -> None:
    file = site.backup()
    whole = file.read_bytes()
    file.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    refused = site.run("restore", file, FORCE="1")
    assert refused.returncode == 1
    assert manage("migrate", "--check", env=site.env).returncode == 0


def test_a_backup_of_an_unavailable_server_leaves_no_file(site: Installation, tmp_path: Path) -> None:
    (tmp_path / "options.cnf").write_text("[client]\nhost=127.0.0.1\nport=1\n")
    refused = site.run("backup", tmp_path / "backups", MYSQL_DEFAULTS_FILE=str(tmp_path / "options.cnf"))
    assert refused.returncode != 0
    assert list((tmp_path / "backups").iterdir()) == []
