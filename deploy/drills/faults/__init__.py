"""The faults, and the cures of docs/monitoring.md and docs/recovery.md, in the order in which they are followed."""

from faults import accounts, backups, database, locks, rare, redis_server, sockets, tasks, web

_PARTS = (web, database, locks, redis_server, sockets, tasks, accounts, rare, backups)
DRILLS = tuple(drill for part in _PARTS for drill in part.DRILLS)
