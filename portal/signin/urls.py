"""The addresses of the door."""

from django.urls import include, path

from portal.signin.views import door, passkeys

pages = [
    path("inloggen/", door.login, name="login"),
    path("inloggen/code/", door.code, name="code"),
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
