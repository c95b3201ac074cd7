"""Who reaches what below /accounts/: see tests/learners/entrance/test_account_routes.py."""

# Below /accounts/: what an address answers to GET from nobody, from somebody who is signed in, from staff who still owe
# the second step. `page`: it opens; `in`: to sign-in first; `home`: away to the start page; `step`: to the second step;
# `you`: asks who it is, if that was long ago; `gone`: 404 for what is not one's own; `post`: not by GET.
ACCOUNT_RULES = {
    "account_login": "page home home",
    "account_request_login_code": "page home step",
    "account_confirm_login_code": "in home step",
    "mfa_authenticate": "in home step",
    "mfa_login_webauthn": "in home step",
    "account_logout": "home page page",
    "account_signup": "page home step",
    "account_inactive": "page page step",
    "account_change_password": "in you step",
    "account_set_password": "in you step",
    "account_reset_password": "page page step",
    "account_reset_password_done": "page page step",
    "account_reset_password_from_key": "page page step",
    "account_reset_password_from_key_done": "page page step",
    "account_reauthenticate": "in page page",
    "mfa_reauthenticate": "in page page",
    "mfa_reauthenticate_webauthn": "in page page",
    "account_security": "in page step",
    "account_sessions": "in you step",
    "account_end_others": "post post step",
    "account_end_session": "post post step",
    "second_step": "in page page",
    "second_step_done": "in home step",
    "mfa_activate_totp": "in you you",
    "mfa_deactivate_totp": "in you step",
    "mfa_view_recovery_codes": "in you step",
    "mfa_generate_recovery_codes": "in you step",
    "mfa_download_recovery_codes": "post post step",
    "mfa_list_webauthn": "in you step",
    "mfa_add_webauthn": "in you you",
    "mfa_edit_webauthn": "in you step",
    "mfa_remove_webauthn": "in you step",
}
