"""Draws traces as one SVG: a row for each span, with the colors of the tiers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from receiver import Span

TIERS = {
    "edge": "#6b4fa3",
    "web": "#1f6feb",
    "database": "#b3541e",
    "Redis": "#c2255c",
    "socket": "#0b7a55",
    "worker": "#7a6a00",
}
SYSTEMS = {"mysql": "database", "sqlite": "database", "redis": "Redis"}
WIDTH, LABELS, ROW, TITLE, MARGIN = 1160, 430, 22, 58, 24
FONT = 'font-family="system-ui, sans-serif"'


def tier(span: Span) -> str:
    system = span.attributes.get("db.system.name") or span.attributes.get("db.system")
    return SYSTEMS[system] if system else span.service.rpartition("-")[2]


def svg(traces: Sequence[tuple[str, Sequence[Span]]]) -> str:
    parts, top = [_legend()], MARGIN + 34
    for title, spans in traces:
        parts += _panel(title, spans, top)
        top += TITLE + ROW * len(spans) + MARGIN
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {top}" width="{WIDTH}" height="{top}" {FONT}>'
    return "\n".join([head, f'<rect width="{WIDTH}" height="{top}" fill="#fff"/>', *parts, "</svg>", ""])


def _legend() -> str:
    items = enumerate(TIERS.items())
    return "".join(
        f'<rect x="{MARGIN + 110 * at}" y="{MARGIN}" width="14" height="14" rx="3" fill="{color}"/>'
        f'<text x="{MARGIN + 20 + 110 * at}" y="{MARGIN + 12}" font-size="13" fill="#222">{name}</text>'
        for at, (name, color) in items
    )


def _panel(title: str, spans: Sequence[Span], top: int) -> Iterator[str]:
    began, ended = min(span.began for span in spans), max(span.ended for span in spans)
    heading = f"{title}: {(ended - began) / 1e6:.1f} ms, trace {spans[0].trace}"
    yield f'<text x="{MARGIN}" y="{top + 22}" font-size="16" font-weight="600" fill="#111">{escape(heading)}</text>'
    scale = (WIDTH - LABELS - 3 * MARGIN - 60) / (ended - began)
    for row, (depth, span) in enumerate(_rows(spans)):
        y = top + TITLE - 20 + ROW * row
        x = LABELS + MARGIN + (span.began - began) * scale
        width = max((span.ended - span.began) * scale, 2)
        time = f"{(span.ended - span.began) / 1e6:.2f} ms"
        yield f'<text x="{MARGIN + 14 * depth}" y="{y + 14}" font-size="12" fill="#222">{escape(span.name)}</text>'
        yield f'<rect x="{x:.1f}" y="{y + 3}" width="{width:.1f}" height="14" rx="2" fill="{TIERS[tier(span)]}"/>'
        yield f'<text x="{x + width + 5:.1f}" y="{y + 14}" font-size="11" fill="#555">{time}</text>'


def _rows(spans: Sequence[Span], parent: str = "", depth: int = 0) -> Iterator[tuple[int, Span]]:
    """Lists each span after its parent, ordered by start time."""
    for span in sorted(spans, key=lambda one: one.began):
        if span.parent == parent:
            yield depth, span
            yield from _rows(spans, span.id, depth + 1)
