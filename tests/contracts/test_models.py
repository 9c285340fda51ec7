"""Every model of every kind of record: it says what it is, is a record or a part, and speaks to editors."""

import pytest
from django.db import models
from modeltranslation.translator import translator
from modeltranslation.utils import build_localized_fieldname

from conferences.models import Conference, Person, Series
from knowledge.models import Agency, CaseStudy, Country, CountryGroup, Topic
from portal.languages.codes import CODES
from portal.pages.models import Page
from portal.publishing.document import shape
from portal.publishing.publication import Publication
from portal.publishing.record import Part, Record

MODELS = [
    model
    for publication in Publication.all()
    for model in (publication.model, *shape(publication.model).parts.values())
]
PARTS = {
    Country: {"indicators": "Indicator"},
    CountryGroup: {"memberships": "GroupMembership"},
    Topic: {"other_names": "OtherName", "same_as": "SameAs"},
    Agency: {"sources": "AgencySource"},
    CaseStudy: {
        "participants": "CaseAgency",
        "results": "Result",
        "lessons": "Lesson",
        "sources": "Source",
        "attachments": "Attachment",
        "sdgs": "SDG",
    },
    Page: {},
    Series: {"organisers": "SeriesOrganiser"},
    Person: {"affiliations": "Affiliation"},
    Conference: {
        "organisers": "Organiser",
        "participation": "Participation",
        "sessions": "Session",
        "appearances": "Appearance",
        "takeaways": "Takeaway",
        "materials": "Material",
        "presented": "Presented",
        "sources": "ConferenceSource",
    },
}


@pytest.mark.parametrize("model", MODELS)
def test_model_says_what_it_is(model):
    assert model.__doc__
    assert not model.__doc__.startswith(f"{model.__name__}(")
    assert model._meta.original_attrs["verbose_name"]
    assert model._meta.original_attrs["verbose_name_plural"]


@pytest.mark.parametrize("model", MODELS)
def test_model_is_a_record_or_a_part(model):
    assert issubclass(model, Record) != issubclass(model, Part)
    if issubclass(model, Part):
        assert model._meta.get_field("record").remote_field.on_delete is models.CASCADE
        assert model._meta.ordering == ("position", "id")


@pytest.mark.parametrize("model", MODELS)
def test_constraints_speak_to_editors(model):
    for constraint in model._meta.constraints:
        assert constraint.violation_error_message != constraint.default_violation_error_message


@pytest.mark.parametrize("model", translator.get_registered_models(abstract=False))
def test_translated_texts_have_a_column_in_each_language(model):
    for name in translator.get_options_for_model(model).all_fields:
        original = model._meta.get_field(name)
        for code in CODES:
            column = model._meta.get_field(build_localized_fieldname(name, code))
            assert (column.null, column.blank, column.max_length) == (True, True, original.max_length)


@pytest.mark.parametrize("model", [model for model in MODELS if issubclass(model, Part)])
def test_parts_may_be_written_in_any_order(model):
    """An undo writes old parts beside new ones before it removes these: no part is unique by its content."""
    assert not [found for found in model._meta.constraints if isinstance(found, models.UniqueConstraint)]


@pytest.mark.parametrize("model", PARTS, ids=str)
def test_parts_have_their_public_names(model):
    """The names by which documents, content files and the API know them."""
    found = {
        relation.get_accessor_name(): relation.related_model.__name__
        for relation in model._meta.related_objects
        if relation.field.name == "record" and issubclass(relation.related_model, Part)
    }
    assert found == PARTS[model]


def test_prefixes_of_public_ids_are_shared_by_lessons_and_takeaways_alone():
    prefixes = [model.id_prefix for model in MODELS if model.id_prefix]
    assert all(len(prefix) == 2 for prefix in prefixes)
    assert {prefix for prefix in prefixes if prefixes.count(prefix) > 1} == {"ls"}
