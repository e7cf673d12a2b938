"""Account wissen: who may no longer sign in leaves no name, address or factor behind."""

from django.db import transaction

from portal.people.models import Guardian, Pupil, User
from portal.signin.models import FactorReset, Invitation


@transaction.atomic
def erase_account(user: User) -> None:
    """The account goes with all that only served to sign in; the school's own records stay.

    The records of guardian and pupil are the school's: they lose the account, nothing else.
    Raises ProtectedError for an account that acted as staff: that one is never erased.
    """
    Guardian.objects.filter(user=user).update(user=None)
    Pupil.objects.filter(user=user).update(user=None)
    FactorReset.objects.filter(user=user).delete()
    Invitation.objects.filter(used_by=user).update(used_by=None)
    user.delete()
