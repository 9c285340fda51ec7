"""Where governments met: series, conferences, programmes, people, and what was taken home."""

from conferences.models.conference import Conference, ConferenceSource, Mode, Organiser
from conferences.models.outcomes import (
    AboutKind,
    Material,
    Presented,
    Relation,
    Takeaway,
)
from conferences.models.participation import Capacity, Participation
from conferences.models.person import Affiliation, Basis, Person
from conferences.models.programme import (
    Appearance,
    AppearanceRole,
    Session,
    SessionKind,
    SessionStatus,
)
from conferences.models.series import OrganiserRole, Series, SeriesOrganiser

__all__ = [
    "AboutKind",
    "Affiliation",
    "Appearance",
    "AppearanceRole",
    "Basis",
    "Capacity",
    "Conference",
    "ConferenceSource",
    "Material",
    "Mode",
    "Organiser",
    "OrganiserRole",
    "Participation",
    "Person",
    "Presented",
    "Relation",
    "Series",
    "SeriesOrganiser",
    "Session",
    "SessionKind",
    "SessionStatus",
    "Takeaway",
]
