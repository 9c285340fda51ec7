"""Lists of records."""

import pytest

from knowledge.models import CaseStudy
from portal.accounts.models import Role
from tests.editing.filling import address, edit, signed_in

pytestmark = pytest.mark.django_db


def rows(response) -> dict[str, tuple]:
    """Each record's state, publication, and whether it has unpublished changes."""
    listed = response.context["cl"].result_list
    return {row.title_en: (row.state, row.public_status, row.is_ahead) for row in listed}


@pytest.fixture
def cases(make, secretariat):
    """A case of each sort."""
    make.draft("case-study", title_en="Draft").sources.all().delete()
    late = make.live("case-study", title_en="Live", summary_th="เก่า")
    late.summary_th = "ใหม่"
    late.save()
    make.published(make.kept(late))
    edit(secretariat, make.live("case-study", title_en="Edited", summary_en="Old"), summary_en="New")
    make.withdrawn(make.live("case-study", title_en="Withdrawn"))
    CaseStudy.objects.get(title_en="Withdrawn").results.update(source=None)
    owner = make.live("agency", name_en="Department of Lands")
    back = make.live("case-study", title_en="Back", summary_en="Old", owner=owner.pk)
    edit(secretariat, back, summary_en="New")
    edit(secretariat, back, summary_en="Old")


def test_lists_say_what_is_public_and_what_is_not_yet(cases, secretariat):
    assert rows(secretariat.get(address(CaseStudy, ""))) == {
        "Draft": ("draft", None, True),
        "Live": ("published", "live", False),
        "Edited": ("draft", "live", True),
        "Withdrawn": ("withdrawn", "gone", False),
        "Back": ("draft", "live", False),
    }


def test_lists_say_it_in_words(cases, secretariat):
    page = secretariat.get(address(CaseStudy, "")).content.decode()
    for words in ("Never published", "Live</td>", "Live, with unpublished changes", "Withdrawn</td>"):
        assert words in page
    assert '<span class="lag" lang="en">English</span> 1 text<br>' in page
    assert page.count('<td class="field-owned_by">Department of Lands</td>') == 1
    assert page.count('<td class="field-owned_by">The secretariat</td>') == 4


def test_two_thousand_rows_cost_what_one_costs(make, django_assert_max_num_queries):
    client = signed_in(make.secretary)
    make.case_study()
    fields = {"source_language": "th", "title_th": "กรณี", "country": make.live("country")}
    CaseStudy.objects.bulk_create(CaseStudy(pk=f"cs-{number:010}", **fields) for number in range(2_000))
    with django_assert_max_num_queries(14):
        response = client.get(address(CaseStudy, ""), {"ahead": "0", "owned_by": "-"})
    assert response.context["cl"].result_count == 2_000


FILTERED = {
    "ahead=1": {"Draft", "Edited"},
    "ahead=0": {"Live", "Withdrawn", "Back"},
    "public=never": {"Draft"},
    "public=live": {"Live", "Edited", "Back"},
    "public=gone": {"Withdrawn"},
    "public=nonsense": {"Draft", "Live", "Edited", "Withdrawn", "Back"},
    "state__exact=draft": {"Draft", "Edited", "Back"},
    "q=draf": {"Draft"},
    "outdated=any": {"Live"},
    "outdated=en": {"Live"},
    "outdated=km": set(),
    "unsourced=record": {"Draft"},
    "unsourced=result": {"Draft", "Withdrawn"},
    "owned_by=-": {"Draft", "Live", "Edited", "Withdrawn"},
}


def test_lists_are_filtered(cases, secretariat):
    listed = {query: rows(secretariat.get(f"{address(CaseStudy, '')}?{query}")).keys() for query in FILTERED}
    assert listed == FILTERED


def test_lists_are_searched_by_id_slug_and_any_language(make, secretariat):
    case = make.case_study(title_km="ដីធ្លី", slug="land-maps")
    make.case_study()
    for text in (case.pk, "land-m", "ដីធ្លី"):
        assert len(secretariat.get(address(CaseStudy, ""), {"q": text}).context["cl"].result_list) == 1


@pytest.mark.parametrize("number", [1, 3])
def test_a_list_costs_the_same_for_one_row_and_for_three(number, make, django_assert_num_queries):
    client = signed_in(make.user(Role.SECRETARIAT))
    for _each in range(number):
        edit(signed_in(make.user(Role.SECRETARIAT)), make.live("case-study"), title_en="New")
    # Session, user, roles; how many, and the rows; owners and their names for the filter; outdated translations.
    with django_assert_num_queries(8):
        response = client.get(address(CaseStudy, ""))
    assert len(response.context["cl"].result_list) == number


def test_records_are_never_deleted_in_bulk(make, secretariat):
    make.draft("case-study")
    page = secretariat.get(address(CaseStudy, "")).content.decode()
    assert 'name="action"' in page
    assert "delete_selected" not in page
