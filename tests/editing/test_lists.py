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
    make.draft("case-study", title_en="Draft")
    make.live("case-study", title_en="Live")
    edit(secretariat, make.live("case-study", title_en="Edited", summary_en="Old"), summary_en="New")
    make.withdrawn(make.live("case-study", title_en="Withdrawn"))
    back = make.live("case-study", title_en="Back", summary_en="Old")
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


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("ahead=1", {"Draft", "Edited"}),
        ("ahead=0", {"Live", "Withdrawn", "Back"}),
        ("public=never", {"Draft"}),
        ("public=live", {"Live", "Edited", "Back"}),
        ("public=gone", {"Withdrawn"}),
        ("public=nonsense", {"Draft", "Live", "Edited", "Withdrawn", "Back"}),
        ("state__exact=draft", {"Draft", "Edited", "Back"}),
        ("q=draf", {"Draft"}),
    ],
)
def test_lists_are_filtered(query, titles, cases, secretariat):
    assert rows(secretariat.get(f"{address(CaseStudy, '')}?{query}")).keys() == titles


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
    with django_assert_num_queries(5):  # session, user, roles, how many, and the rows
        response = client.get(address(CaseStudy, ""))
    assert len(response.context["cl"].result_list) == number


def test_nothing_is_done_to_many_records_at_once(make, secretariat):
    make.draft("case-study")
    page = secretariat.get(address(CaseStudy, "")).content.decode()
    assert 'name="action"' not in page
    assert "_selected_action" not in page
