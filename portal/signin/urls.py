"""The addresses of the door."""

from django.urls import include, path

from portal.signin.views import (
    code,
    confirm,
    desk,
    door,
    enrol,
    factors,
    passkeys,
    password,
    sessions,
    sso,
)

FACTOR = "inloggen/beveiliging/<str:kind>/<int:pk>/"
from portal.signin.views import activation, door, invitations

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
    path("inloggen/geweigerd/", sso.refused, name="sso_refused"),
    path("inloggen/school/<slug:provider_id>/", sso.start, name="sso"),
    path("inloggen/school/<slug:provider_id>/terug/", sso.back, name="sso_back"),
    path("inloggen/apparaten/", sessions.sessions, name="sessions"),
    path("inloggen/apparaten/<int:pk>/uitloggen/", sessions.end_session, name="end_session"),
    path("inloggen/apparaten/andere-uitloggen/", sessions.end_others, name="end_others"),
    path("inloggen/apparaten/overal-uitloggen/", sessions.end_everywhere, name="end_everywhere"),
    path("inloggen/apparaten/stoppen/", sessions.cancel_reset, name="cancel_reset"),
    path("inloggen/wachtwoord/", password.password_forgotten, name="password_forgotten"),
    path("inloggen/wachtwoord/verstuurd/", password.password_mailed, name="password_mailed"),
    path("inloggen/wachtwoord/veranderen/", password.password_change, name="password_change"),
    path(
        "inloggen/wachtwoord/<uuid:pk>/<str:token>/", password.password_reset, name="password_reset"
    ),
    path("balie/", desk.search, name="desk"),
    path("balie/<uuid:pk>/", desk.person, name="desk_person"),
    path("balie/<uuid:pk>/telefoon-kwijt/", desk.lost_phone, name="desk_lost_phone"),
    path("balie/<uuid:pk>/kaart/", desk.card, name="desk_card"),
    path("passkey/begin/", passkeys.begin_entering, name="passkey_begin"),
    path("passkey/", passkeys.enter, name="passkey"),
    path("passkey/toevoegen/begin/", passkeys.begin_adding, name="passkey_add_begin"),
    path("passkey/toevoegen/", passkeys.add, name="passkey_add"),
    path("activeren/", activation.letter, name="activate"),
    path("activeren/bevestigen/", activation.confirm_mailbox, name="activate_confirm"),
    path("activeren/account/", activation.account, name="activate_account"),
    path("activeren/toevoegen/", activation.add, name="activate_add"),
    path("activeren/adres/", activation.address, name="activate_address"),
    path("niet-ik/gedaan/", activation.not_me_done, name="not_me_done"),
    path("niet-ik/<str:token>/", activation.not_me, name="not_me"),
    path("uitnodigingen/", invitations.places, name="invitations"),
    path("uitnodigingen/alle/", invitations.invite_all, name="invite_all"),
    path("uitnodigingen/school/<uuid:school_id>/", invitations.people, name="invite_school"),
    path(
        "uitnodigingen/school/<uuid:school_id>/<uuid:group_id>/",
        invitations.people,
        name="invite_group",
    ),
    path("uitnodigingen/brieven/<uuid:pk>/", invitations.letter_run, name="letter_run"),
    path(
        "uitnodigingen/brieven/<uuid:pk>/<int:number>/",
        invitations.letter_file,
        name="letter_file",
    ),
    path("uitnodigingen/intrekken/<uuid:pk>/", invitations.revoke, name="invite_revoke"),
    path("uitnodigingen/<str:kind>/<uuid:pk>/", invitations.invite, name="invite"),
]

urlpatterns = [
    path("", include((pages, "signin"))),
    # allauth looks its pages up under these names.
    path("inloggen/", door.login, name="account_login"),
    path("uitloggen/", door.logout, name="account_logout"),
]
