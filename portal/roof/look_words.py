"""The Dutch words of the log of looking: the role as a family knows it, and what was looked at."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.audit.models import Look
from portal.people.rules import RoleKind

ROLE_WORDS: dict[str, str | Promise] = {
    RoleKind.TEACHER: gettext_lazy("leraar"),
    RoleKind.HANDLER: gettext_lazy("schooladministratie"),
    RoleKind.DIRECTOR: gettext_lazy("directeur"),
    RoleKind.OFFICER: gettext_lazy("privacy officer"),
    RoleKind.FG: gettext_lazy("functionaris gegevensbescherming"),
    RoleKind.ADMINISTRATOR: gettext_lazy("beheerder van het bestuur"),
}
PUPIL, REQUEST = "people.pupil", "requests_app.datarequest"
GROUP, SCHOOL, ACCOUNT = "people.group", "people.school", "people.user"
SUBJECT_WORDS: dict[str, str | Promise] = {
    PUPIL: gettext_lazy("gegevens van de leerling"),
    REQUEST: gettext_lazy("een verzoek"),
    GROUP: gettext_lazy("lijst van de groep"),
    SCHOOL: gettext_lazy("lijst van de school"),
    ACCOUNT: gettext_lazy("een account"),
    "register.disclosure": gettext_lazy("een verstrekking"),
    "register.report": gettext_lazy("een rapport"),
    "people.board": gettext_lazy("deze lijst"),
}


def roles_of_look(look: Look) -> str:
    """What the person was for on that day; an old row does not know."""
    words = [str(ROLE_WORDS[one]) for one in look.roles.split(",") if one in ROLE_WORDS]
    return ", ".join(words) or _("medewerker van de school")


def subject_of_look(look: Look) -> str:
    """What was looked at, without a name."""
    return str(SUBJECT_WORDS.get(look.subject_type, _("iets anders")))
