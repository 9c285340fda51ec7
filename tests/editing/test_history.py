"""A record's history in the admin: its list, comparisons, the ways back; and both records before a merge."""

import re
from datetime import UTC, datetime

import pytest
from django.utils.html import strip_tags

from knowledge.models import Agency, CaseStudy, Topic
from portal.accounts.models import Role
from portal.publishing.record import State
from portal.publishing.tables import Event, Review, Revision, Status
from tests.contracts.surfaces import api
from tests.editing.filling import address, edit, messages, signed_in, step

LONG_AGO = datetime(2026, 1, 5, 9, 30, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def history(client, record, query: str = ""):
    """The list of versions."""
    return client.get(address(record, f"history/{query}"))


def compare(client, record, before: int | str, after: int | str):
    """The comparison of two versions, by their numbers."""
    return client.get(address(record, f"history/compare/?from={before}&to={after}"))


def words(response) -> str:
    """The page's words as somebody hears them, without the markup."""
    return re.sub(r"\s+", " ", strip_tags(response.content.decode()))


def numbers(record) -> list[tuple[int, str]]:
    """Number and event of all that was kept."""
    return list(
        Revision.objects.filter(record_id=record.pk).order_by("number").values_list("number", "event")
    )


def aged(record) -> None:
    """Long ago: the next save keeps a Revision of its own."""
    Revision.objects.filter(record_id=record.pk).update(at=LONG_AGO, kept_at=LONG_AGO)


def changed(client, record, **changes) -> None:
    """Edit it so that it keeps a Revision of its own."""
    aged(record)
    edit(client, record, **changes)
    record.refresh_from_db()


@pytest.fixture
def case(make) -> CaseStudy:
    """A live case (1 and 2) with two later saves (3 and 4), as the form makes them."""
    case = make.live("case-study", title_en="First", summary_en="One office opens on Monday.")
    for note, name, text in (
        ("A better <b>title</b>.", "title_en", "Second"),
        ("", "summary_en", "Two offices open on Monday."),
    ):
        aged(case)
        case.refresh_from_db()
        setattr(case, name, text)
        case.save()
        case.keep(by=make.secretary, note=note)
    case.refresh_from_db()
    return case


# The list


def test_the_newest_version_comes_first_with_who_when_and_why(case, secretariat):
    response = history(secretariat, case)
    assert [line.revision.number for line in response.context["lines"]] == [4, 3, 2, 1]
    assert "A better &lt;b&gt;title&lt;/b&gt;." in response.content.decode()
    text = words(response)
    assert "secretary@example.org" in text
    assert "Jan. 5, 2026, 9:30 a.m." in text
    assert response.content.decode().count('<span class="badge">live</span>') == 1
    assert [line.is_live for line in response.context["lines"]] == [False, False, True, False]


def test_a_text_that_nobody_else_read_is_marked(case, secretariat, make, own_agency):
    assert words(history(secretariat, case)).count("Published without review") == 1
    read = make.draft("case-study", owner=own_agency.pk, country=make.live("country"))
    step(secretariat, read, "submit")
    step(signed_in(make.user(Role.REVIEWER)), read, "publish")
    assert read.entry().revision.review == Review.APPROVED
    text = words(history(secretariat, read))
    assert "Published without review" not in text
    assert "Approved by a reviewer" in text


def test_each_version_leads_to_what_changed_in_it(case, secretariat):
    text = history(secretariat, case).content.decode()
    found = re.findall(r"history/compare/\?from=(\d+)&amp;to=(\d+)", text)
    assert found == [("3", "4"), ("2", "3"), ("1", "2")]
    for before, after in found:
        assert compare(secretariat, case, before, after).status_code == 200


def test_any_two_versions_can_be_chosen(case, secretariat):
    text = history(secretariat, case).content.decode()
    assert f'<form action="{address(case, "history/compare/")}">' in text
    for name, number, is_chosen in (("from", 3, " checked"), ("from", 1, ""), ("to", 4, " checked")):
        assert f'<input type="radio" name="{name}" value="{number}"{is_chosen}>' in text
    assert "Before: version 2, Saved" in words(history(secretariat, case))


def test_long_histories_have_pages(make, secretariat):
    topic = make.live("topic")
    last = topic.latest_revision()
    for number in range(3, 121):
        Revision.objects.create(
            record_id=topic.pk, number=number, version=number, event=Event.SAVED, document=last.document,
            digest=last.digest, by=make.secretary,
        )  # fmt: skip
    pages = [
        [line.revision.number for line in history(secretariat, topic, f"?p={p}").context["lines"]]
        for p in (1, 3)
    ]
    assert [(page[0], page[-1], len(page)) for page in pages] == [(120, 71, 50), (20, 1, 20)]
    assert history(secretariat, topic, "?p=nonsense").context["page"].number == 1
    text = history(secretariat, topic, "?p=2").content.decode()
    assert '<a aria-current="page" href="?p=2">2</a>' in text
    assert '<a href="?p=3">3</a>' in text


@pytest.mark.parametrize("saves", [1, 3])
def test_a_history_costs_the_same_for_one_save_and_for_three(
    saves, make, secretariat, django_assert_num_queries
):
    case = make.live("case-study")
    for number in range(saves):
        changed(signed_in(make.user(Role.SECRETARIAT)), case, title_en=f"Title {number}")
    client = signed_in(make.user(Role.SECRETARIAT))
    # Session, user, roles, record, what is public, the newest state, how many, and the versions without documents.
    with django_assert_num_queries(8) as queries:
        response = history(client, case)
    assert len(response.context["lines"]) == 2 + saves
    assert not any('"document"' in query["sql"] for query in queries if "LIMIT 50" in query["sql"])
    assert '"document"' not in queries[-1]["sql"]


def test_a_record_without_history_says_so(make, secretariat):
    topic = Topic(name_en="Loose", scheme="theme")
    topic.save()
    assert "Nothing was kept yet." in words(history(secretariat, topic))


# Who sees it


def test_other_agencies_records_are_not_found(make, agency_editor, own_agency):
    own = make.draft("case-study", owner=own_agency.pk)
    other = make.live("case-study", owner=make.live("agency").pk)
    assert history(agency_editor, own).status_code == 200
    assert history(agency_editor, other).status_code == 404
    assert compare(agency_editor, other, 1, 2).status_code == 404
    assert step(agency_editor, other, "restore", number=1, reason="Mine.").status_code == 404


def test_reviewers_look_and_do_not_restore(case, make):
    reviewer = signed_in(make.user(Role.REVIEWER))
    assert "Restore as a draft" not in words(history(reviewer, case))
    assert "Restore as a draft" not in words(compare(reviewer, case, 1, 4))
    assert step(reviewer, case, "restore", number=1, reason="Back.").status_code == 403


def test_people_of_an_agency_restore_and_do_not_publish(make, agency_editor, own_agency, secretariat):
    case = make.live("case-study", owner=own_agency.pk, title_en="First")
    changed(secretariat, case, button="_publish", title_en="Second", change_note="Because.")
    text = words(history(agency_editor, case))
    assert "Restore as a draft…" in text
    assert "Publish this version again" not in text
    step(agency_editor, case, "restore", number=1, reason="The first was right.")
    case.refresh_from_db()
    assert (case.title_en, case.state) == ("First", State.DRAFT)
    assert messages(step(agency_editor, case, "submit")) == ["Submitted: a reviewer looks at it next."]


# Comparisons


def test_a_comparison_marks_the_changed_words_and_says_so(case, secretariat):
    response = compare(secretariat, case, 2, 4)
    text = response.content.decode()
    assert [
        tuple(re.sub("<[^>]+>", "", said).split(":", 1))
        for said in re.findall("<(?:del|ins)>(.*?)</(?:del|ins)>", text)
    ] == [
        (" [removed", " First] "),
        (" [added", " Second] "),
        (" [removed", " One office opens] "),
        (" [added", " Two offices open] "),
    ]
    assert '<td role="cell" class="language" lang="en">English</td>' in text
    assert '<span class="words" lang="en">' in text
    assert "Before: version 1" in words(response)


def test_the_earlier_version_always_stands_first(case, secretariat):
    turned, straight = (compare(secretariat, case, *pair).context["lines"] for pair in ((4, 2), (2, 4)))
    assert [line.revision.number for line in turned] == [line.revision.number for line in straight] == [2, 4]


def test_a_published_text_differs_in_nothing_from_the_saved_one(case, secretariat):
    assert "Nothing differs: both say the same." in words(compare(secretariat, case, 1, 2))


@pytest.mark.parametrize(("before", "after"), [(1, 99), ("x", 2), ("-1", 2), ("9" * 30, 2), ("²", 1)])
def test_versions_that_do_not_exist_are_not_found(before, after, case, secretariat):
    assert compare(secretariat, case, before, after).status_code == 404


@pytest.mark.parametrize(("before", "after"), [(2, 2), ("", 2), ("", "")])
def test_two_different_versions_have_to_be_chosen(before, after, case, secretariat):
    response = secretariat.get(address(case, f"history/compare/?from={before}&to={after}"), follow=True)
    assert response.redirect_chain == [(address(case, "history/"), 302)]
    assert messages(response) == ["Choose two different versions to compare."]


@pytest.mark.parametrize("number", [1, 3])
def test_a_comparison_costs_the_same_for_one_name_and_for_three(
    number, make, secretariat, django_assert_num_queries
):
    case = make.live("case-study")
    topics = [make.live("topic") for _each in range(number)]
    changed(secretariat, case, themes=[topic.pk for topic in topics], title_en="New")
    client = signed_in(make.user(Role.SECRETARIAT))
    # Session, user, roles, record, what is public, the newest state, both versions, and the topics.
    with django_assert_num_queries(8):
        response = compare(client, case, 1, 3)
    assert response.status_code == 200
    assert all(str(topic) in words(response) for topic in topics)


def test_markup_in_a_text_stays_text(case, secretariat):
    changed(secretariat, case, title_en="<script>alert(1)</script>")
    text = compare(secretariat, case, 4, 5).content.decode()
    assert "<script>alert" not in text
    assert "&lt;script&gt;alert" in text


def test_a_comparison_does_not_tell_the_draft_name_of_another_agency(
    make, agency_editor, own_agency, secretariat
):
    draft = make.draft("agency", name_en="Secret Department")
    live = make.live("agency", name_en="Revenue Department")
    edit(secretariat, live, name_en="Renamed in secret")
    case = make.draft("case-study", owner=own_agency.pk)
    changed(secretariat, case, lead_agency=draft.pk, **{"sources-0-publisher_agency": live.pk})
    seen, known = (words(compare(client, case, 1, 2)) for client in (agency_editor, secretariat))
    assert draft.pk in seen
    assert "Revenue Department" in seen
    assert "Secret Department" not in seen
    assert "Renamed in secret" not in seen
    assert "Secret Department" in known


def test_a_redacted_passage_does_not_reappear(make, secretariat):
    case = make.live("case-study", summary_en="Call Somsak on 081-555-0100 for help.")
    changed(
        secretariat,
        case,
        summary_en="Call us, not Somsak on 081-555-0100.",
        change_note="081-555-0100 is his",
    )
    numbered = [number for number, _event in numbers(case)]
    assert "081-555-0100" in words(compare(secretariat, case, 1, 3))
    step(secretariat, case, "redact", passage="081-555-0100", reason="A private number.")
    newest = numbers(case)[-1][0]
    assert newest > numbered[-1]
    for before in range(1, newest):
        for after in range(before + 1, newest + 1):
            assert "081-555-0100" not in compare(secretariat, case, before, after).content.decode()
    assert "081-555-0100" not in history(secretariat, case).content.decode()
    step(secretariat, case, "restore", number=1, reason="The older summary.")
    case.refresh_from_db()
    assert case.summary_en == "Call Somsak on █████ for help."


# Ways back


def test_restoring_sets_the_draft_back_and_leaves_the_public_side(case, secretariat, make):
    changed(secretariat, case, button="_publish", change_note="Public.", **{"lessons-0-text_en": "Changed"})
    public = api("case-study", case.pk)[1]
    asking = secretariat.get(address(case, "steps/restore/?number=1"))
    assert "The public page stays as it is until somebody publishes." in words(asking)
    assert (
        f"{address(case, 'history/compare/')}?from=1&amp;to={numbers(case)[-1][0]}" in asking.content.decode()
    )
    answers = {name: asking.context["form"][name].value() for name in ("number", "version")}
    refused = step(secretariat, case, "restore", **answers, reason=" ")
    assert refused.context["form"].errors.keys() == {"reason"}
    told = messages(step(secretariat, case, "restore", **answers, reason="The first was right."))
    assert told == [
        "Restored: the draft says what that version said. The public sees it when it is published."
    ]
    case.refresh_from_db()
    assert (case.title_en, case.summary_en, case.state) == (
        "First",
        "One office opens on Monday.",
        State.DRAFT,
    )
    assert case.lessons.get().text_en == "Lesson 0"
    assert case.has_unpublished_changes()
    assert api("case-study", case.pk)[1] == public
    last = case.latest_revision()
    assert (last.event, last.note, last.by) == (Event.RESTORED, "The first was right.", make.secretary)


def test_restoring_is_offered_for_all_but_the_newest_state(case, secretariat):
    offered = {
        line.revision.number: [offer.step.name for offer in line.offers]
        for line in history(secretariat, case).context["lines"]
    }
    assert offered == {4: [], 3: ["restore"], 2: ["restore"], 1: ["restore"]}
    step(secretariat, case, "restore", number=1, reason="Back.")
    lines = history(secretariat, case).context["lines"]
    assert [(line.revision.number, bool(line.offers)) for line in lines] == [
        *((5, False), (4, True), (3, True), (2, False), (1, False)),
    ]


def test_both_ways_back_are_offered_and_explained(case, secretariat):
    changed(secretariat, case, button="_publish", title_en="Third", change_note="Public.")
    response = history(secretariat, case)
    [older] = [line for line in response.context["lines"] if line.revision.number == 2]
    assert [offer.step.name for offer in older.offers] == ["restore", "undo"]
    for page in (response, compare(secretariat, case, 2, 4)):
        assert "The public page stays as it is until somebody publishes." in words(page)
        assert "The record is set back to this version and published." in words(page)
        assert address(case, "steps/restore/?number=2") in page.content.decode()
        assert address(case, "steps/undo/?number=2") in page.content.decode()


def test_neither_way_back_is_a_step_of_the_form(case, secretariat):
    panel = secretariat.get(address(case)).context["panel"]
    assert not {"undo", "restore"} & {offer.step.name for offer in (*panel.now, *panel.asking)}


def test_finished_records_offer_no_way_back(case, secretariat, make):
    survivor = make.live("case-study")
    merged = make.live("case-study", title_en="Old")
    changed(secretariat, merged, title_en="New")
    step(secretariat, case, "withdraw", reason="Wrong.")
    step(secretariat, merged, "merge", into=survivor.pk, reason="Twice.", confirmed="on")
    assert merged.entry().status == Status.MERGED
    for record in (case, merged):
        response = history(secretariat, record)
        assert [line.offers for line in response.context["lines"]] == [[]] * len(response.context["lines"])
        assert "ways back" not in words(response)
        assert not any(line.is_live for line in response.context["lines"])
        [told] = messages(step(secretariat, record, "restore", number=1, reason="Back."))
        assert told == "“Restore as a draft” does not apply now: look at the record as it is by now."


def test_restoring_what_does_not_exist_or_is_there_already(case, secretariat):
    assert messages(step(secretariat, case, "restore", number=99, reason="Back.")) == [
        "There is no version with this number."
    ]
    assert messages(step(secretariat, case, "restore", number=4, reason="Back.")) == [
        "The draft says this already."
    ]
    asking = step(secretariat, case, "restore", number="x", reason="Back.")
    assert asking.context["form"].errors.keys() == {"number"}


def test_restoring_over_somebody_s_save_is_refused(case, secretariat, make):
    version = case.version
    edit(signed_in(make.user(Role.SECRETARIAT)), case, title_en="Theirs")
    [told] = messages(step(secretariat, case, "restore", number=1, version=version, reason="Back."))
    assert "saved it meanwhile" in told
    case.refresh_from_db()
    assert case.title_en == "Theirs"


def test_a_version_that_names_what_was_deleted_cannot_come_back(make, secretariat):
    topic, case = make.draft("topic"), make.draft("case-study")
    changed(secretariat, case, themes=[topic.pk])
    changed(secretariat, case, themes=[])
    gone = topic.pk
    topic.delete()
    [told] = messages(step(secretariat, case, "restore", number=2, reason="Back."))
    assert told.startswith(f"It names what was deleted since: {gone}.")
    assert numbers(case)[-1] == (3, "saved")


def test_a_version_whose_code_another_record_has_cannot_come_back(make, secretariat):
    first, second = make.country(iso3="THA"), make.country()
    changed(secretariat, first, iso3="XXX")
    changed(secretariat, second, iso3="THA")
    [told] = messages(step(secretariat, first, "restore", number=1, reason="Back."))
    assert told.startswith("It does not fit any more")
    first.refresh_from_db()
    assert first.iso3 == "XXX"


# Before a merge


@pytest.fixture
def twins(make) -> tuple[Agency, Agency]:
    """Two live agencies that are one; a case and a conference name the first."""
    old = make.live("agency", name_en="Dept. of Lands", website="https://old.example.org/", level="national")
    new = make.live("agency", name_en="Department of Lands", level="national")
    make.live("case-study", lead_agency=old)
    make.live("conference", agencies=[old])
    return old, new


def test_a_merge_first_asks_which_record_stays(twins, make, secretariat):
    old, new = twins
    make.draft("agency", name_en="Lands in secret")
    make.withdrawn(make.live("agency", name_en="Lands withdrawn"))
    for _each in range(2):
        make.live("agency", name_en="Office of Taxes")
    response = secretariat.get(address(old, "steps/merge/"))
    assert [name for _id, name in response.context["found"]] == [
        "Department of Lands",
        "Office of Taxes",
        "Office of Taxes",
    ]
    assert f'<a href="?into={new.pk}">Department of Lands</a>' in response.content.decode()
    assert 'name="reason"' not in response.content.decode()


def test_records_that_can_stay_are_found_by_name_and_by_id(twins, make, secretariat):
    old, new = twins
    make.live("agency", name_en="Office of Taxes")
    for term in ("department", new.pk):
        found = secretariat.get(address(old, "steps/merge/"), {"q": term}).context["found"]
        assert found == [(new.pk, "Department of Lands")]
    nothing = secretariat.get(address(old, "steps/merge/"), {"q": "nowhere"})
    assert "No published record of this type was found." in words(nothing)


@pytest.mark.parametrize("answers", [{}, {"reason": "Twice."}])
@pytest.mark.parametrize("method", ["get", "post"])
def test_both_records_are_seen_before_anything_is_merged(method, answers, twins, secretariat):
    old, new = twins
    response = getattr(secretariat, method)(address(old, "steps/merge/"), {"into": new.pk, **answers})
    text = words(response)
    assert old.entry().status == Status.LIVE
    assert "2 other live records name it, and will name the one that stays." in text
    assert "leads to the page of the other, for ever" in text
    assert "No text is taken over." in text
    labels = [row.label for s in response.context["outlook"].sections for g in s.groups for row in g.rows]
    assert labels == ["Name", "Name", "Website"]
    assert "https://old.example.org/" in text
    assert "errornote" not in response.content.decode()
    form = response.context["form"]
    assert (form["into"].value(), form["confirmed"].value()) == (new.pk, True)
    if method == "post":
        assert (form["reason"].value() or "") == answers.get("reason", "")


def test_a_merge_is_confirmed_with_a_reason(twins, secretariat):
    old, new = twins
    refused = step(secretariat, old, "merge", into=new.pk, confirmed="True", reason="")
    assert refused.context["form"].errors.keys() == {"reason"}
    assert refused.context["outlook"].survivor == new
    told = messages(step(secretariat, old, "merge", into=new.pk, confirmed="True", reason="Twice."))
    assert told == ["Merged: its address leads to the other record."]
    assert old.entry().merged_into == new.pk


@pytest.mark.parametrize("which", ["itself", "draft", "other kind", "nothing"])
def test_a_record_that_cannot_stay_is_refused(which, twins, make, secretariat):
    old, _new = twins
    into = {
        "itself": old.pk,
        "draft": make.draft("agency").pk,
        "other kind": make.live("topic").pk,
        "nothing": "ag-0000000000",
    }[which]
    response = secretariat.get(address(old, "steps/merge/"), {"into": into})
    assert f"{into} is not published: nothing can be merged into it." in words(response)
    assert "outlook" not in response.context


def test_parts_that_are_taken_down_with_a_record_are_counted(make, secretariat):
    old, new = make.live("case-study", lessons=2), make.live("case-study")
    text = words(secretariat.get(address(old, "steps/merge/"), {"into": new.pk}))
    assert "3 parts of it have addresses of their own and are taken down with it." in text
    assert "No other live record names it." in text
    assert "only in the record that goes" in text


@pytest.mark.parametrize("number", [1, 3])
def test_both_records_cost_the_same_however_many_name_them(number, make, django_assert_num_queries):
    old, new = make.live("agency"), make.live("agency")
    for _each in range(number):
        make.live("case-study", lead_agency=old)
    client = signed_in(make.user(Role.SECRETARIAT))
    # Session, user, roles, record, what is public, the survivor, both texts, who names it, and its parts.
    with django_assert_num_queries(10):
        client.get(address(old, "steps/merge/"), {"into": new.pk})
