"""What the public reads of series, conferences and people. The API's field names are contract."""

from conferences.serializers.conference import ConferenceSerializer
from conferences.serializers.people import PersonSerializer
from conferences.serializers.programme import MaterialEntrySerializer, SessionEntrySerializer
from conferences.serializers.series import SeriesSerializer

__all__ = [
    "ConferenceSerializer",
    "MaterialEntrySerializer",
    "PersonSerializer",
    "SeriesSerializer",
    "SessionEntrySerializer",
]
