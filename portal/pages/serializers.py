"""What the public reads of pages."""

from portal.publishing.fields import DocumentSerializer, TextField, plain_field
from portal.publishing.schemas import INTEGER, nullable


class PageSerializer(DocumentSerializer):
    """A page about the portal."""

    title = TextField()
    body = TextField()
    place = plain_field(nullable(INTEGER), help_text="Its place in the footer menu, null if it is not there.")
