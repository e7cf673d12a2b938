"""Registrations of providers of school accounts."""

from portal.people.models import Board, User
from portal.signin.actions.sso import register_provider
from portal.signin.models import IdentityProvider

SECRET = "geheim-van-de-aanbieder"


def make_provider(board: Board, by: User, issuer: str, slug: str = "vlinder") -> IdentityProvider:
    """A registration that takes addresses at example.org."""
    row = IdentityProvider(
        board=board, issuer=issuer, email_domains=["example.org"], second_factor_values=["mfa"]
    )
    register_provider(row, by=by, name="De Vlinder", slug=slug, client_id="portaal", secret=SECRET)
    return row
