"""When and for which address a form was shown: signed, so that nobody can make it up.

A stamp can be sent more than once. To use each up would keep no program out, which has the next one as soon as it
opens the form again, and would refuse people who go back and add something. How much is sent, `limits` bounds.
"""

from datetime import datetime, timedelta

from django.core.signing import BadSignature, Signer
from django.utils import timezone

SALT = "portal.readers.form"
SHORTEST = timedelta(seconds=3)  # nobody reads and fills in a form sooner
LONGEST = timedelta(hours=24)


def stamp(address: str, at: datetime | None = None) -> str:
    """A stamp for the form at an address."""
    moment = at or timezone.now()
    return Signer(salt=SALT).sign_object([address, moment.timestamp()])


def age(stamped: str, address: str) -> timedelta | None:
    """How long ago the form at that address was shown; None if the stamp is not ours, or of another form."""
    try:
        where, when = Signer(salt=SALT).unsign_object(stamped)
    except (BadSignature, ValueError):
        return None
    shown = datetime.fromtimestamp(when, tz=timezone.get_current_timezone())
    return timezone.now() - shown if where == address else None
