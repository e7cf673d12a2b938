"""Mails rond een uitnodiging: a link and nothing else; the code comes on paper."""

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from portal.outbox.actions import post
from portal.signin.models import Invitation


def invited(invitation: Invitation, *, to: str) -> None:
    """To an address of one person only: the link holds the reference, never the code."""
    link = f"{settings.PORTAL_URL}/activeren/?brief={invitation.reference}"
    with translation.override("nl"):
        subject = _("U kunt uw account openen")
        body = _(
            "De school nodigt u uit voor het privacyportaal.\n\n"
            "Open deze pagina en vul de code in:\n%(link)s\n\n"
            "De code staat in de brief die u van de school krijgt.\n"
            "In deze e-mail staat verder niets. Zo blijven gegevens veilig."
        ) % {"link": link}
        post("signin.invited", to=to, subject=subject, body=body, key=_key("invited", invitation))


def code_for_letter(invitation: Invitation, code: str, *, to: str, key: str) -> None:
    """The code that shows who reads this mailbox; it lives ten minutes."""
    _code(code, to=to, key=f"signin.letter_code:{invitation.pk}:{key}")


def code_for_address(code: str, *, to: str, key: str) -> None:
    """The same, for an address that somebody typed."""
    _code(code, to=to, key=f"signin.address_code:{key}")


def address_taken(*, to: str, key: str) -> None:
    """Somebody typed an address that another account has: its owner may know, nobody else."""
    with translation.override("nl"):
        subject = _("Dit e-mailadres hoort al bij een account")
        body = _(
            "Iemand vulde dit e-mailadres in bij een account in het privacyportaal.\n"
            "Het adres hoort al bij een ander account. Daarom verandert er niets.\n\n"
            "Zelf gedaan? Kies dan een ander adres, of ga verder zonder."
        )
        post("signin.address_taken", to=to, subject=subject, body=body, key=f"signin.taken:{key}")


def opened(token: str, *, to: str, key: str) -> None:
    """An account was opened with a letter alone; with the link that closes it."""
    link = f"{settings.PORTAL_URL}/niet-ik/{token}/"
    with translation.override("nl"):
        subject = _("Er is een account geopend")
        body = _(
            "Met een brief van de school is een account geopend in het privacyportaal.\n\n"
            "Was u dit zelf? Dan hoeft u niets te doen.\n"
            "Was u dit niet? Open dan deze pagina en sluit het account:\n%(link)s\n\n"
            "De link werkt 3 dagen. In deze e-mail staat verder niets."
        ) % {"link": link}
        post("signin.opened", to=to, subject=subject, body=body, key=f"signin.opened:{key}")


def _code(code: str, *, to: str, key: str) -> None:
    with translation.override("nl"):
        subject = _("Code voor het privacyportaal")
        body = _(
            "De code voor het privacyportaal is:\n%(code)s\n\n"
            "De code werkt 10 minuten en één keer. Geef hem aan niemand.\n"
            "Geen code gevraagd? Doe dan niets."
        ) % {"code": code}
        post("signin.code", to=to, subject=subject, body=body, key=key)


def _key(what: str, invitation: Invitation) -> str:
    return f"signin.{what}:{invitation.pk}"
