"""What the public reads of pages."""

from portal.publishing.fields import DocumentSerializer, TextField, plain_field


class PageSerializer(DocumentSerializer):
    """A page about the portal. `place` is its place in the footer menu, null if it is not there."""

    title = TextField()
    body = TextField()
    place = plain_field()
