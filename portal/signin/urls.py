"""The addresses of the door."""

from django.urls import include, path

from portal.signin.views import activation, door, invitations

pages = [
    path("inloggen/", door.login, name="login"),
    path("inloggen/code/", door.code, name="code"),
    path("uitloggen/", door.logout, name="logout"),
    path("uitgelogd/", door.signed_out, name="signed_out"),
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
