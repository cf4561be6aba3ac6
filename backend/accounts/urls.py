from django.urls import path

from accounts.views import devices, email, password, register, sign_in, subscriptions, two_factor, user

urlpatterns = [
    path("register/", register.RegisterView.as_view(), name="register"),
    path("login/", sign_in.LoginView.as_view(), name="login"),
    path("token/refresh/", sign_in.RefreshView.as_view(), name="token-refresh"),
    path("logout/", sign_in.LogoutView.as_view(), name="logout"),
    path("user/", user.UserView.as_view(), name="user"),
    path("user/export/", user.ExportView.as_view(), name="user-export"),
    path("sessions/", devices.SessionsView.as_view(), name="sessions"),
    path("sessions/<uuid:session_id>/", devices.SessionView.as_view(), name="session"),
    path("email/verify/", email.VerifyEmailView.as_view(), name="email-verify"),
    path("email/verify/inspect/", email.InspectLinkView.as_view(), name="email-verify-inspect"),
    path("email/disown/", email.DisownEmailView.as_view(), name="email-disown"),
    path("email/verify/resend/", email.ResendView.as_view(), name="email-verify-resend"),
    path("email/change/", email.ChangeEmailView.as_view(), name="email-change"),
    path("email/subscriptions/", subscriptions.SubscriptionsView.as_view(), name="email-subscriptions"),
    path("email/unsubscribe/", subscriptions.UnsubscribeView.as_view(), name="email-unsubscribe"),
    path("password/check/", password.CheckPasswordView.as_view(), name="password-check"),
    path("password/change/", password.ChangePasswordView.as_view(), name="password-change"),
    path("password/reset/", password.RequestPasswordResetView.as_view(), name="password-reset"),
    path("password/reset/confirm/", password.ResetPasswordView.as_view(), name="password-reset-confirm"),
    path("totp/", two_factor.TwoFactorView.as_view(), name="totp"),
    path("totp/confirm/", two_factor.ConfirmTwoFactorView.as_view(), name="totp-confirm"),
    path("totp/recovery-codes/", two_factor.RecoveryCodesView.as_view(), name="totp-recovery-codes"),
]
