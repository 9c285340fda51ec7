"""What statements rest on: sources, figures, files."""

from rest_framework import serializers

from knowledge import vocabularies
from portal.publishing.fields import (
    CodeField,
    DocumentSerializer,
    DownloadField,
    NumberField,
    PartialDateField,
    ReferenceField,
    StringField,
    TextField,
    plain_field,
)
from portal.publishing.schemas import (
    DATE,
    ID,
    LANGUAGE_TAG,
    LINK,
    NAMED,
    STRING,
    nullable,
    of,
    shows,
)

SPDX = of("string", examples=["CC-BY-4.0"])
PLACE_OF_SOURCE = nullable(of("integer", minimum=0))  # in the record's list of sources


class SourceSerializer(DocumentSerializer):
    """A document or page that statements rest on."""

    id = plain_field(ID)
    title = plain_field(STRING, help_text="Its own title, in its own language.")
    title_language = StringField(LANGUAGE_TAG)
    publisher = serializers.SerializerMethodField()
    url = StringField(LINK)
    archived_url = StringField(LINK, help_text="A copy in a web archive.")
    published_on = plain_field(nullable(DATE))
    retrieved_at = plain_field(nullable(DATE), "accessed_on", help_text="The day on which it was read.")
    language = StringField(LANGUAGE_TAG)
    locator = StringField(help_text="The page, slide or minute.")
    independence = CodeField(vocabularies.INDEPENDENCE)
    quotation = StringField(help_text="A passage, word for word.")

    @shows(nullable(NAMED))
    def get_publisher(self, source: dict) -> dict | None:
        """The publishing agency if it has a page here, else the publisher's name alone."""
        agency = source["publisher_agency_id"]
        reference = ReferenceField.reference(self.context, agency) if agency else None
        return reference or ({"id": None, "name": source["publisher"]} if source["publisher"] else None)


class MetricSerializer(DocumentSerializer):
    """One figure, as exact as its source gives it."""

    id = plain_field(ID)
    kind = CodeField(vocabularies.RESULT_KIND, help_text="Reached, hoped for, or only the setting.")
    label = TextField(help_text="What was counted.")
    value = NumberField(allow_null=True)
    value_to = NumberField(allow_null=True, help_text="The upper end of a range.")
    qualifier = CodeField(vocabularies.QUALIFIER, help_text="How the number relates to the true one.")
    unit = StringField(of("string", examples=["persons", "THB"]), help_text="A unit's code or a currency.")
    period = CodeField(vocabularies.PERIOD, help_text="The time it counts over.")
    as_of = PartialDateField()
    as_published = StringField(help_text="The source's own words.")
    as_published_language = StringField(LANGUAGE_TAG)
    baseline = NumberField(allow_null=True, help_text="The value before.")
    target = NumberField(allow_null=True, help_text="The value that was aimed at.")
    method = TextField(help_text="How it was measured.")
    source = plain_field(PLACE_OF_SOURCE, "source_place", help_text="Its place in `sources`.")


class AttachmentSerializer(DocumentSerializer):
    """A file or link."""

    id = plain_field(ID)
    kind = CodeField(vocabularies.ATTACHMENT_KIND)
    title = TextField()
    link = StringField(LINK, source="url", help_text="Where it is, if it is kept elsewhere.")
    download_url = DownloadField()
    sha256 = StringField(source="file_sha256", help_text="The digest of a file that is kept here.")
    language = StringField(LANGUAGE_TAG)
    credit = StringField(help_text="Who made it.")
    license = StringField(SPDX, source="licence", help_text="An SPDX identifier.")
    alt_text = TextField(help_text="What somebody who cannot see it should know.")
