"""The maximum size of a request, and the maximum time that it may take to arrive.

nginx/templates/limits.conf.template has the same limits.
"""

from __future__ import annotations

MAX_LINE_BYTES = 8190
MAX_HEAD_BYTES = 16 * 1024
MAX_FIELDS = 100

MAX_BODY_BYTES = 16 * 1024
MAX_FORM_BYTES = 256 * 1024  # for the admin's forms
MAX_CHUNK_LINE_BYTES = 256
MAX_TRAILER_BYTES = 1024
MAX_FRAMING = 8  # bytes of chunk framing per byte of the body limit

REQUEST_SECONDS = 10.0  # for a complete request; received bytes extend it
MIN_BYTES_PER_SECOND = 16 * 1024
