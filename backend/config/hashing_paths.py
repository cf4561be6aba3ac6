"""Which requests may compute the hash of a password or a code: `config.hashing_worker` lets them wait in their turn."""

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
