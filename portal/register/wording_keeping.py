"""The Dutch words for what the register keeps of each processing (AVG 30)."""

from collections.abc import Collection

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.register.rules import DataSubject, Dpia, Flaw, Informing, InnerFunction

DATA_SUBJECTS: dict[DataSubject, str | Promise] = {
    DataSubject.PUPIL: _("leerlingen"),
    DataSubject.GUARDIAN: _("ouders en verzorgers"),
    DataSubject.FORMER_PUPIL: _("oud-leerlingen"),
    DataSubject.APPLICANT: _("aangemelde leerlingen"),
    DataSubject.STAFF: _("medewerkers"),
    DataSubject.VISITOR: _("bezoekers"),
}
INNER_FUNCTIONS: dict[InnerFunction, str | Promise] = {
    InnerFunction.TEACHER: _("leraren van de leerling"),
    InnerFunction.CARE_COORDINATOR: _("intern begeleider"),
    InnerFunction.REMEDIAL_TEACHER: _("remedial teacher"),
    InnerFunction.DIRECTOR: _("directie"),
    InnerFunction.OFFICE: _("schooladministratie"),
    InnerFunction.BOARD_OFFICE: _("kantoor van het bestuur"),
    InnerFunction.SYSTEM_KEEPER: _("beheerder van het systeem"),
}
DPIA_STATES: dict[Dpia, str | Promise] = {
    Dpia.NOT_NEEDED: _("niet nodig"),
    Dpia.PLANNED: _("gepland"),
    Dpia.DONE: _("gedaan"),
}
INFORMING: dict[Informing, str | Promise] = {
    Informing.REGISTER: _("in dit register"),
    Informing.CONSENT: _("bij de vraag om toestemming"),
    Informing.TOLD: _("de school vertelt het vooraf"),
    Informing.TOLD_UNLESS_SAFETY: _("de school vertelt het vooraf, behalve als dat onveilig is"),
    Informing.LATER: _("later, want de wet kan geheimhouding vragen"),
    Informing.SEES_FIRST: _("de ouders of de leerling zien het eerst zelf"),
}
FLAWS: dict[Flaw, str | Promise] = {
    Flaw.DPIA_REASON: _("Schrijf op waarom een DPIA niet nodig is."),
    Flaw.DPIA_DAY: _("Vul de dag in waarop de DPIA klaar was."),
    Flaw.AGREEMENT_DAY: _("Vul ook de datum van de overeenkomst in."),
    Flaw.SAFEGUARD: _("Schrijf op waarom de gegevens ook buiten Europa veilig zijn."),
    Flaw.WIDER_THAN_RULE: _("Deze gegevens mag deze ontvanger nooit krijgen: %(names)s."),
}
USES: dict[str, str | Promise] = {  # what holds back removal, by model
    "register.disclosure": _("verstrekkingen"),
    "register.disclosurerecipient": _("verstrekkingen"),
    "register.processingrecipient": _("verwerkingen"),
}


def names_inside(codes: Collection[str]) -> str:
    """Which functions inside the school work with it, in words and in one order."""
    return ", ".join(str(INNER_FUNCTIONS[one]) for one in InnerFunction if one in codes)
