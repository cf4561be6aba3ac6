"""Paths in the repository."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BACKEND = ROOT / "backend"
FRONTEND = ROOT / "frontend"
CLIENT = ROOT / "clients" / "typescript"
VENV = BACKEND / ".venv"
PYTHON = VENV / "bin" / "python"
WEB_BUILD = FRONTEND / "build"
LOCAL = ROOT / ".local"  # logs and test reports, ignored by Git
