"""Which fields a form holds."""

import pytest
from django.contrib import admin
from modeltranslation.fields import TranslationField

from knowledge.models import Agency, CaseStudy, Country
from portal.editing.inlines import saving_order
from portal.editing.languages import editable_names
from portal.editing.record_admin import RecordAdmin
from portal.publishing.document import shape
from portal.publishing.publication import Publication
from tests.editing.filling import address, opened, signed_in
from tests.making import KINDS

# Kept by the portal itself, or chosen once.
NOT_TYPED = {"text_languages", "file_sha256", "id"}


def names_of(form) -> set[str]:
    """The columns that a form holds; translated ones by their base name."""
    model = form._meta.model
    columns = {
        name: model._meta.get_field(name)
        for name in form.fields
        if name in {f.name for f in model._meta.get_fields()}
    }
    return {
        field.translated_field.name if isinstance(field, TranslationField) else name
        for name, field in columns.items()
    }


@pytest.mark.parametrize("kind", KINDS)
def test_everything_that_is_published_can_be_edited(kind, make, secretariat):
    record = make.draft(kind)
    context = secretariat.get(address(record)).context
    this = shape(type(record))
    content = {field.name for field in this.fields} | set(this.texts) | {link.name for link in this.links}
    assert content - names_of(context["adminform"].form) <= NOT_TYPED
    inlines = {inline.formset.model: inline.formset.empty_form for inline in context["inline_admin_formsets"]}
    assert inlines.keys() == set(this.parts.values())
    for model, form in inlines.items():
        part = shape(model)
        assert ({field.name for field in part.fields} | set(part.texts)) - names_of(form) <= NOT_TYPED


@pytest.mark.parametrize("kind", KINDS)
def test_base_columns_are_in_no_form(kind, make, secretariat):
    record = make.draft(kind)
    context = secretariat.get(address(record)).context
    forms = [
        context["adminform"].form,
        *(inline.formset.empty_form for inline in context["inline_admin_formsets"]),
    ]
    for form in forms:
        assert not set(shape(form._meta.model).texts) & form.fields.keys()


def test_every_kind_has_an_admin():
    assert all(
        isinstance(admin.site.get_model_admin(publication.model), RecordAdmin)
        for publication in Publication.all()
    )


def test_form_holds_the_original_and_english(make, secretariat):
    titles = [name for name in opened(secretariat, make.draft("case-study")) if name.startswith("title")]
    assert titles == ["title_th", "title_en"]


def test_form_holds_the_original_and_the_language_asked_for(make, secretariat):
    case = make.case_study(title_km="ចំណងជើង")
    data = opened(secretariat, case, "change/?edit_language=km")
    assert [name for name in data if name.startswith("title")] == ["title_th", "title_km"]
    assert {"lessons-0-text_th", "results-0-label_th"} <= data.keys()
    assert not {"title_en", "lessons-0-text_en", "title"} & data.keys()


def test_indonesian_has_a_column_name_of_its_own(make, secretariat):
    form = (
        secretariat.get(address(make.draft("case-study"), "change/?edit_language=id"))
        .context["adminform"]
        .form
    )
    assert form.fields["title_ind"].widget.attrs["lang"] == "id"


def test_english_originals_stand_alone(make, secretariat):
    case = make.case_study(source_language="en")
    form = secretariat.get(address(case)).context["adminform"].form
    assert [name for name in form.fields if name.startswith("title")] == ["title_en"]


@pytest.mark.parametrize("unknown", ["xx", "", "th", "__class__"])
def test_unknown_languages_are_passed_over(unknown, make, secretariat):
    response = secretariat.get(address(make.draft("case-study"), f"change/?edit_language={unknown}"))
    assert [name for name in response.context["adminform"].form.fields if name.startswith("title")] == [
        "title_th"
    ]


def test_languages_are_plain_links_and_say_where_there_is_text(make, secretariat):
    response = secretariat.get(address(make.draft("case-study"), "change/?edit_language=en"))
    assert response.context["switch"][0] == {
        "code": "en",
        "name": "English",
        "query": "edit_language=en",
        "is_current": True,
        "is_begun": True,
    }
    assert '<a href="?edit_language=km" lang="km">ខ្មែរ</a>' in response.content.decode()


def test_new_records_begin_in_the_language_chosen(make, secretariat):
    response = secretariat.get(address(CaseStudy, "add/?source_language=lo"))
    form = response.context["adminform"].form
    assert [name for name in form.fields if name.startswith("title")] == ["title_lo", "title_en"]
    assert form["source_language"].value() == "lo"
    assert '<a href="?source_language=my" lang="my">' in response.content.decode()


def test_ids_that_are_codes_are_chosen_once(make, secretariat):
    assert "id" in secretariat.get(address(Country, "add/")).context["adminform"].form.fields
    assert "id" not in secretariat.get(address(make.draft("country"))).context["adminform"].form.fields
    assert "id" not in secretariat.get(address(Agency, "add/")).context["adminform"].form.fields


def test_parts_of_the_same_record_are_chosen_from(make, secretariat):
    case, other = make.draft("case-study"), make.draft("case-study")
    form = secretariat.get(address(case)).context["inline_admin_formsets"][1].formset.forms[0]
    assert [value for value, _label in form.fields["source"].choices] == ["", case.sources.get().pk]
    assert other.sources.get().pk not in str(form["source"])


def test_parts_of_a_new_record_are_chosen_after_the_first_save(secretariat):
    formsets = secretariat.get(address(CaseStudy, "add/")).context["inline_admin_formsets"]
    field = formsets[1].formset.empty_form.fields["source"]
    assert list(field.choices) == [("", "---------")]
    assert field.help_text == "To be chosen after the first save."


def test_what_is_cited_is_saved_after_what_cites_it():
    from conferences.models import Appearance, ConferenceSource, Session  # noqa: PLC0415 - only here

    assert sorted([ConferenceSource, Session, Appearance], key=saving_order) == [
        Appearance,
        Session,
        ConferenceSource,
    ]


def test_editable_names_follow_the_declaration():
    assert editable_names(Country)[:3] == ["slug", "owner", "source_language"]


def test_the_form_of_a_big_conference_costs_few_queries(make, django_assert_num_queries):
    from conferences.models import Appearance  # noqa: PLC0415 - only here

    people = [make.live("person") for _number in range(6)]
    small, big = make.conference(people=people[:1]), make.conference(people=people)
    client = signed_in(make.secretary)
    client.get(address(small))
    for conference in (small, big):
        with django_assert_num_queries(29):
            client.get(address(conference))
    assert Appearance.objects.filter(record=big).count() == 6
