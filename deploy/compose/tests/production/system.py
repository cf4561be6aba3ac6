"""The addresses and the number of instances of docker-compose.prod.yml in these tests."""

HTTP = "http://localhost:9080"
HTTPS = "https://localhost:9443"
SCALED = {"http": 3, "socket": 3, "worker": 3, "mailer": 2}
SINGLE = ("mysql", "redis-cache", "redis-state", "migrate", "beat", "flower", "frontend", "nginx", "mail")
EVERYTHING = {**SCALED, **dict.fromkeys(SINGLE, 1)}
