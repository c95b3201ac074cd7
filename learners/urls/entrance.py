"""Below /accounts/: signing in and out, second steps, the own account's security. allauth's addresses one by one."""

from allauth.account import views as account
from django.urls import path, re_path

from learners.views.entrance import passkeys, proofs, second_steps, security, sign_in

urlpatterns = [
    path("login/", sign_in.SignIn.as_view(), name="account_login"),
    path("login/code/", sign_in.AskForCode.as_view(), name="account_request_login_code"),
    path("login/code/confirm/", sign_in.GiveCode.as_view(), name="account_confirm_login_code"),
    path("login/second-step/", sign_in.SecondStep.as_view(), name="mfa_authenticate"),
    path("login/passkey/", sign_in.PasskeySignIn.as_view(), name="mfa_login_webauthn"),
    path("logout/", sign_in.SignOut.as_view(), name="account_logout"),
    path("signup/", account.signup, name="account_signup"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    # a new password
    path("password/change/", security.ChangePassword.as_view(), name="account_change_password"),
    path("password/set/", security.SetPassword.as_view(), name="account_set_password"),
    path("password/reset/", account.password_reset, name="account_reset_password"),
    path("password/reset/done/", account.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "password/reset/key/done/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    # is it you?
    path("reauthenticate/", proofs.ByPassword.as_view(), name="account_reauthenticate"),
    path("reauthenticate/code/", proofs.ByCode.as_view(), name="mfa_reauthenticate"),
    path("reauthenticate/passkey/", proofs.ByPasskey.as_view(), name="mfa_reauthenticate_webauthn"),
    # the own account
    path("security/", security.security, name="account_security"),
    path("sessions/", security.sessions, name="account_sessions"),
    path("sessions/others/end/", security.end_other_sessions, name="account_end_others"),
    path("sessions/<uuid:uid>/end/", security.end_session, name="account_end_session"),
    path("second-step/", second_steps.choose, name="second_step"),
    path("second-step/done/", second_steps.done, name="second_step_done"),
    path("second-step/app/", second_steps.SetUpApp.as_view(), name="mfa_activate_totp"),
    path("second-step/app/remove/", second_steps.RemoveApp.as_view(), name="mfa_deactivate_totp"),
    path("second-step/codes/", second_steps.Codes.as_view(), name="mfa_view_recovery_codes"),
    path("second-step/codes/new/", second_steps.NewCodes.as_view(), name="mfa_generate_recovery_codes"),
    path("second-step/codes/file/", second_steps.codes_file, name="mfa_download_recovery_codes"),
    path("passkeys/", passkeys.Passkeys.as_view(), name="mfa_list_webauthn"),
    path("passkeys/add/", passkeys.Add.as_view(), name="mfa_add_webauthn"),
    path("passkeys/<int:pk>/rename/", passkeys.Rename.as_view(), name="mfa_edit_webauthn"),
    path("passkeys/<int:pk>/remove/", passkeys.Remove.as_view(), name="mfa_remove_webauthn"),
]
