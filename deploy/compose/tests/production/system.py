"""The number of instances of docker-compose.prod.yml in these tests."""

SCALED = {"http": 3, "socket": 3, "worker": 3, "mailer": 2}
SINGLE = ("mysql", "redis-cache", "redis-state", "migrate", "beat", "flower", "frontend", "nginx", "mail")
EVERYTHING = {**SCALED, **dict.fromkeys(SINGLE, 1)}
