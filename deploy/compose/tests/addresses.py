"""Where the stacks are published in these tests."""

# docker-compose.yml
BACKEND = "http://localhost:9800"
FRONTEND = "http://localhost:9300"
EDGE = "http://localhost:9080"
FLOWER = "http://localhost:9555"
MAILS = "http://localhost:9825/api/v1/messages"
PORTS = {
    "BACKEND_PORT": "9800",
    "FRONTEND_PORT": "9300",
    "EDGE_PORT": "9080",
    "FLOWER_PORT": "9555",
    "MAILPIT_PORT": "9825",
}

# docker-compose.prod.yml
HTTP = "http://localhost:9080"
HTTPS = "https://localhost:9443"
HTTPS_ADDRESS = ("localhost", 9443)
PRODUCTION_PORTS = {"HTTP_PORT": "9080", "HTTPS_PORT": "9443"}
