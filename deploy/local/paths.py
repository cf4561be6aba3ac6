"""Where things are."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BACKEND = ROOT / "backend"
FRONTEND = ROOT / "frontend"
FASTIFY_PEER = ROOT / "benchmarks" / "peers" / "fastify"
CLIENT = ROOT / "clients" / "typescript"
VENV = BACKEND / ".venv"
PYTHON = VENV / "bin" / "python"
NEXT = FRONTEND / ".next"

# Logs of the installation steps, and the reports of the test runs. Git ignores it.
LOCAL = ROOT / ".local"
