"""Encrypted backups, and the proof that a backup can be restored."""

from __future__ import annotations

import gzip
import time

from copying import copying
from installation import Installation

SECRET = b"encrypted@example.com"


def metric(site: Installation, name: str) -> float:
    found, value = (site.folder / f"{name}.prom").read_text().split()[-2:]
    assert found == name
    return float(value)


def test_an_encrypted_backup_is_verified_and_restored(site: Installation) -> None:
    recipients, identity = site.keys()
    began = int(time.time())
    done = site.run("backup", site.backups, AGE_RECIPIENTS_FILE=str(recipients), METRICS_FOLDER=str(site.folder))
    assert (done.returncode, done.stderr) == (0, "")
    file = site.backups / done.stdout.strip().rpartition("/")[2]
    assert file.name.endswith("Z.sql.gz.age")
    assert file.read_bytes().startswith(b"age-encryption.org/v1\n")
    assert began <= metric(site, "numberplay_backup_timestamp_seconds") <= time.time()
    assert file.stat().st_mode & 0o077 == 0

    refused = site.run("verify", file)
    assert refused.returncode != 0
    assert "AGE_IDENTITY_FILE" in refused.stderr
    assert not file.with_name(f"{file.name}.verified").exists()

    rows = {table: site.count(table) for table in site.tables()}
    verified = site.run("verify", file, AGE_IDENTITY_FILE=str(identity), METRICS_FOLDER=str(site.folder))
    assert verified.returncode == 0, verified.stderr
    assert verified.stdout == f"Verified {file}: {sum(rows.values())} rows in {len(rows)} tables\n"
    assert file.with_name(f"{file.name}.verified").exists()
    assert began <= metric(site, "numberplay_backup_verified_timestamp_seconds") <= time.time()
    assert site.schemas() == set()

    restored = site.run("restore", file, FORCE="1", AGE_IDENTITY_FILE=str(identity))
    assert restored.returncode == 0, restored.stderr
    assert {table: site.count(table) for table in site.tables()} == rows


def test_a_plain_backup_says_so(site: Installation) -> None:
    done = site.run("backup", site.backups)
    assert done.stderr == "The backup is not encrypted: AGE_RECIPIENTS_FILE is not set.\n"
    assert gzip.decompress((site.backups / done.stdout.strip()).read_bytes()).startswith(
        b"-- NumberPlay backup: server="
    )


def test_verifying_the_newest_backup_with_encrypted_logs_changes_nothing(site: Installation) -> None:
    recipients, identity = site.keys()
    with copying(site, AGE_RECIPIENTS_FILE=str(recipients)) as copier:
        time.sleep(1.1)  # so that the name differs from the previous backup's
        file = site.backup()
        site.execute("UPDATE game_playerstatistics SET wins = wins", "numberplay")
        site.execute("ALTER TABLE game_play COMMENT = 'verified'", "numberplay")
        site.execute("FLUSH BINARY LOGS")
        copier.wait_until_copied()
        while list(site.binlogs.glob("*/*.000001")):
            time.sleep(0.05)
    done = site.run("verify", "--until", "latest", AGE_IDENTITY_FILE=str(identity))
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(f"Verified {file}: ")
    assert ", and 1 changes until 20" in done.stdout
    assert site.schemas() == set()
