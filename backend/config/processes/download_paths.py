"""The paths of downloads, which `config.processes.download_worker` sends in separate threads."""

PATHS = frozenset({"/api/game/results/export/", "/api/game/exports/file/", "/auth/api/user/export/"})
