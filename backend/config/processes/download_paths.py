"""Which requests are downloads: `config.processes.download_worker` sends them by threads of their own."""

PATHS = frozenset({"/api/game/results/export/", "/auth/api/user/export/"})
