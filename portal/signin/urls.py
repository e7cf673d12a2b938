"""The addresses of the door."""

from django.urls import include, path

from portal.signin.views import code, confirm, door, enrol, factors, passkeys

FACTOR = "inloggen/beveiliging/<str:kind>/<int:pk>/"

pages = [
    path("inloggen/", door.login, name="login"),
    path("inloggen/code/", code.code, name="code"),
    path("inloggen/code/mail/", code.code_by_mail, name="code_by_mail"),
    path("inloggen/postbus/", enrol.prove, name="prove"),
    path("inloggen/postbus/code/", enrol.prove_send, name="prove_send"),
    path("inloggen/tweede-stap/", enrol.enrol, name="enrol"),
    path("inloggen/tweede-stap/mail/", enrol.enrol_mail, name="enrol_mail"),
    path("inloggen/herstelcodes/", enrol.recovery, name="recovery"),
    path("inloggen/herstelcodes/bestand/", enrol.recovery_file, name="recovery_file"),
    path("inloggen/bevestigen/", confirm.confirm, name="confirm"),
    path("inloggen/bevestigen/mail/", confirm.confirm_by_mail, name="confirm_by_mail"),
    path("inloggen/beveiliging/", factors.security, name="security"),
    path("inloggen/beveiliging/app/", factors.add_app, name="add_app"),
    path("inloggen/beveiliging/mail/", factors.add_mail, name="add_mail"),
    path("inloggen/beveiliging/codes/", factors.new_codes, name="new_codes"),
    path("inloggen/beveiliging/codes/bestand/", factors.new_codes_file, name="new_codes_file"),
    path(
        "inloggen/beveiliging/<str:kind>/<int:pk>/naam/",
        factors.rename_factor,
        name="rename_factor",
    ),
    path(
        "inloggen/beveiliging/<str:kind>/<int:pk>/verwijderen/",
        factors.remove_factor,
        name="remove_factor",
    ),
    path("uitloggen/", door.logout, name="logout"),
    path("uitgelogd/", door.signed_out, name="signed_out"),
    path("passkey/begin/", passkeys.begin_entering, name="passkey_begin"),
    path("passkey/", passkeys.enter, name="passkey"),
    path("passkey/toevoegen/begin/", passkeys.begin_adding, name="passkey_add_begin"),
    path("passkey/toevoegen/", passkeys.add, name="passkey_add"),
]

urlpatterns = [
    path("", include((pages, "signin"))),
    # allauth looks its pages up under these names.
    path("inloggen/", door.login, name="account_login"),
    path("uitloggen/", door.logout, name="account_logout"),
]
