"""The paths of requests that may hash a password or code; `config.processes.hashing_worker` queues these requests."""

PATHS = frozenset(
    {
        "/admin/login/",
        "/auth/api/email/change/",
        "/auth/api/login/",
        "/auth/api/password/change/",
        "/auth/api/password/reset/confirm/",
        "/auth/api/register/",
        "/auth/api/totp/",
        "/auth/api/totp/confirm/",
        "/auth/api/totp/recovery-codes/",
        "/auth/api/user/",
    }
)
METHODS = frozenset({"POST", "DELETE"})
