"""The Dutch words for what a retention term counts from."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.register.rules.retention import CountsFrom

COUNTS_FROM: dict[CountsFrom, str | Promise] = {
    CountsFrom.FILE: _("vertrek, zo lang als het dossier"),
    CountsFrom.LEFT: _("vertrek van school"),
    CountsFrom.ROW: _("de dag van elk gegeven"),
    CountsFrom.RELATION: _("zolang het doel duurt"),
    CountsFrom.CONSENT: _("de dag van het ja"),
}
