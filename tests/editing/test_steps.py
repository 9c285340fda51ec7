"""The steps of a record: what they do, and what they say when they are refused."""

import pytest

from knowledge.models import CaseStudy
from portal.accounts.models import Role
from portal.publishing.record import State
from portal.publishing.tables import Event, Review, Revision, Status
from tests.contracts.surfaces import api, page
from tests.editing.filling import address, edit, messages, signed_in, step

pytestmark = pytest.mark.django_db


def test_publishing(make, secretariat):
    case = make.draft("case-study", country=make.live("country"))
    assert "Never published." in secretariat.get(address(case)).content.decode()
    assert messages(step(secretariat, case, "publish-unreviewed", reason="Checked.")) == [
        "Published: the public sees it now."
    ]
    case.refresh_from_db()
    assert (case.state, case.entry().status) == (State.PUBLISHED, Status.LIVE)
    form = secretariat.get(address(case)).content.decode()
    assert "The public sees it as it is here." in form
    assert f'href="/en/case-studies/{case.pk}/{case.slug}"' in form


def test_publishing_tells_what_is_missing(make, secretariat):
    case = make.draft("case-study", title_th="")
    case.sources.all().delete()
    make.kept(case)
    told = messages(step(secretariat, case, "publish-unreviewed", reason="Checked."))
    assert "It has no title in its original language." in told
    assert "It has no source." in told


def test_publishing_without_review_asks_why_and_says_so_for_ever(make, secretariat):
    case = make.draft("case-study", country=make.live("country"))
    assert "for ever that it was published without review" in (
        secretariat.get(address(case, "steps/publish-unreviewed/")).content.decode()
    )
    refused = step(secretariat, case, "publish-unreviewed", reason="")
    assert refused.context["form"].errors.keys() == {"reason"}
    [told] = messages(step(secretariat, case, "publish"))
    assert told == "“Publish” does not apply now: look at the record as it is by now."
    step(secretariat, case, "publish-unreviewed", reason="The minister opens it today.")
    published = case.entry().revision
    assert (published.review, published.note) == (Review.WAIVED, "The minister opens it today.")


def test_what_a_reviewer_approved_says_so(make, secretariat, own_agency):
    case = make.draft("case-study", owner=own_agency.pk, country=make.live("country"))
    step(secretariat, case, "submit")
    step(signed_in(make.user(Role.REVIEWER)), case, "publish")
    assert case.entry().revision.review == Review.APPROVED


def test_kinds_that_nobody_reviews_say_nothing_of_it(make, secretariat):
    topic = make.draft("topic")
    step(secretariat, topic, "publish")
    assert topic.entry().revision.review == ""


def test_publishing_is_only_posted(make, secretariat):
    assert secretariat.get(address(make.draft("topic"), "steps/publish/")).status_code == 405


def test_publishing_what_somebody_saved_meanwhile_is_refused(make, secretariat):
    topic = make.draft("topic")
    edit(signed_in(make.user(Role.SECRETARIAT, email="somchai@example.org")), topic, name_en="Theirs")
    told = messages(step(secretariat, topic, "publish", version="1"))
    assert told == ["somchai@example.org saved it meanwhile. Look at it as it is now, then try again."]
    assert topic.entry() is None


def test_withdrawing_asks_why_and_leaves_a_tombstone(make, secretariat):
    case = make.live("case-study")
    asking = secretariat.get(address(case, "steps/withdraw/"))
    assert "Readers see it in place of the page." in asking.content.decode()
    assert step(secretariat, case, "withdraw", reason=" ").context["form"].errors.keys() == {"reason"}
    assert page("case-study", case.pk)[0] == 200
    step(secretariat, case, "withdraw", reason="The service was never built.")
    status, text = page("case-study", case.pk)
    assert status == 410
    assert "The service was never built." in text
    assert api("case-study", case.pk)[0] == 410
    form = secretariat.get(address(case))
    assert "It was withdrawn: The service was never built." in form.content.decode()
    assert 'name="_save"' not in form.content.decode()
    assert secretariat.post(address(case), {}).status_code == 403


def test_what_others_need_is_not_withdrawn_and_says_who_they_are(make, secretariat):
    agency = make.live("agency")
    case = make.live("case-study", lead_agency=agency, title_en="LandsMaps")
    response = step(secretariat, agency, "withdraw", reason="Closed.")
    [told] = messages(response)
    assert told.startswith("Others cannot stand without it.")
    assert f'<a href="{address(case)}">LandsMaps</a>' in told
    assert agency.entry().status == Status.LIVE


def test_merging(make, secretariat):
    old, new = make.live("topic"), make.live("topic")
    [told] = messages(step(secretariat, old, "merge", into="tp-0000000000", reason="Twice.", confirmed="on"))
    assert told == "tp-0000000000 is not published: nothing can be merged into it."
    step(secretariat, old, "merge", into=new.pk, reason="Twice.", confirmed="on")
    assert old.entry().merged_into == new.pk
    assert (
        f'<a href="{address(new)}">It was merged into another record.</a>'
        in secretariat.get(address(old)).content.decode()
    )


def test_undo_publishes_an_older_version_again(make, secretariat):
    case = make.live("case-study", title_en="First")
    changes = {"title_en": "Second", "lessons-0-text_en": "Second lesson", "change_note": "Two."}
    edit(secretariat, case, button="_publish", **changes)
    edit(secretariat, case, title_en="Third, a draft")
    history = secretariat.get(address(case, "history/"))
    first = Revision.objects.get(record_id=case.pk, event=Event.PUBLISHED, document__texts__en__title="First")
    undo = address(case, f"steps/undo/?number={first.number}")
    assert history.content.decode().count("Publish this version again…") == 1
    assert undo in history.content.decode()
    asking = secretariat.get(undo).context["form"]
    answers = {name: asking[name].value() for name in ("number", "version")} | {
        "reason": "The second was wrong."
    }
    assert messages(step(secretariat, case, "undo", **answers)) == ["The older version is published again."]
    assert api("case-study", case.pk)[1]["title"] == "First"
    case.refresh_from_db()
    assert (case.title_en, case.state, case.has_unpublished_changes()) == ("First", State.PUBLISHED, False)
    assert case.lessons.get().text_en == "Lesson 0"
    kept = Revision.objects.filter(record_id=case.pk).order_by("number").values_list("event", "note")
    assert list(kept)[-3:] == [
        ("saved", ""),
        ("restored", "The second was wrong."),
        ("published", "The second was wrong."),
    ]


def test_undo_that_cannot_be_published_sets_nothing_back(make, secretariat):
    group, country = make.live("country-group"), make.live("country")
    case = make.live("case-study", country=None, country_group=group, title_en="First")
    first = case.entry().revision.number
    changes = {"title_en": "Second", "country": country.pk, "country_group": "", "change_note": "Two."}
    edit(secretariat, case, button="_publish", **changes)
    make.withdrawn(group)
    told = messages(step(secretariat, case, "undo", number=first, reason="Back."))
    assert told == [f"{group.pk} has to be published first."]
    assert CaseStudy.objects.get(pk=case.pk).title_en == "Second"


def test_undo_of_a_version_that_names_what_was_deleted_is_refused_in_words(make, secretariat):
    theme = make.draft("topic")
    case = make.live("case-study", themes=[theme])
    first = case.entry().revision.number
    case.themes.clear()
    make.published(make.kept(case))
    gone = theme.pk
    theme.delete()
    [told] = messages(step(secretariat, case, "undo", number=first, reason="Back."))
    assert told.startswith(f"It names what was deleted since: {gone}.")


def test_undo_of_a_version_whose_code_somebody_else_has_by_now_is_refused_in_words(make, secretariat):
    country = make.live("country", iso3="AAA")
    first = country.entry().revision.number
    country.iso3 = "AAB"
    country.save()
    make.published(make.kept(country))
    make.live("country", iso3="AAA")
    [told] = messages(step(secretariat, country, "undo", number=first, reason="Back."))
    assert told.startswith("It does not fit any more")


def test_what_was_marked_as_outdated_can_be_marked_as_current(make, secretariat):
    case = make.live("case-study")
    step(secretariat, case, "needs-update", reason="The figures are of 2021.")
    case.refresh_from_db()
    assert case.state == State.NEEDS_UPDATE
    assert messages(step(secretariat, case, "mark-current", reason="Checked.")) == ["Marked as current."]
    case.refresh_from_db()
    assert case.state == State.PUBLISHED


def test_undo_of_a_version_that_does_not_exist(make, secretariat):
    case = make.live("case-study")
    for number in ("", "x"):
        assert step(secretariat, case, "undo", number=number, reason="Back.").context[
            "form"
        ].errors.keys() == {"number"}
    [told] = messages(step(secretariat, case, "undo", number=1, reason="Back."))  # kept, but never published
    assert told == "There is no published version with this number."


def test_redacting(make, secretariat):
    case = make.live("case-study", summary_en="Call Somsak on 081-555-0100 for help.")
    edit(secretariat, case, summary_en="Call us, not Somsak on 081-555-0100.")
    assert messages(step(secretariat, case, "redact", passage="not there", reason="Privacy.")) == [
        "The passage does not stand in this record."
    ]
    told = messages(step(secretariat, case, "redact", passage="081-555-0100", reason="A private number."))
    assert told == ["The passage was removed from all versions."]
    assert "081-555-0100" not in str(list(Revision.objects.values_list("document", flat=True)))
    assert "081-555-0100" not in str(api("case-study", case.pk))
    assert "081-555-0100" not in secretariat.get(address(case)).content.decode()


def test_the_passage_is_asked_for_on_a_page_and_never_stands_in_an_address(make, secretariat):
    response = step(secretariat, make.live("case-study"), "redact", passage="a passage", reason="")
    assert response.redirect_chain == []
    assert response.context["form"].errors.keys() == {"reason"}


def test_submitting_and_requesting_changes(make, agency_editor, own_agency):
    case = make.draft("case-study", owner=own_agency.pk, lead_agency=own_agency, country=make.live("country"))
    reviewer = signed_in(make.user(Role.REVIEWER))
    assert messages(step(agency_editor, case, "submit")) == ["Submitted: a reviewer looks at it next."]
    step(reviewer, case, "request-changes", reason="Spell out the acronyms.")
    case.refresh_from_db()
    assert case.state == State.CHANGES_REQUESTED
    step(agency_editor, case, "submit")
    assert messages(step(reviewer, case, "publish")) == ["Published: the public sees it now."]
    assert case.entry().status == Status.LIVE


def test_nobody_approves_their_own_text(make, secretariat, own_agency):
    case = make.draft("case-study")
    edit(secretariat, case, title_en="My own")
    step(secretariat, case, "submit")
    [told] = messages(step(secretariat, case, "publish"))
    assert told == (
        "You may not do this: Nobody approves their own text, or their own agency's. "
        "Ask a colleague of the secretariat."
    )
    assert case.entry() is None


def test_steps_that_do_not_apply_say_so(make, secretariat):
    case = make.live("case-study")
    [told] = messages(step(secretariat, case, "request-changes", reason="Why"))
    assert told == "“Request changes” does not apply now: look at the record as it is by now."
    [told] = messages(step(secretariat, case, "publish"))
    assert told == "“Publish” does not apply now: look at the record as it is by now."


def test_marking_and_archiving_keep_the_record_live(make, secretariat):
    case = make.live("case-study")
    step(secretariat, case, "needs-update", reason="The figures are of 2021.")
    step(secretariat, case, "archive", reason="The service was replaced.")
    case.refresh_from_db()
    assert (case.state, case.entry().status) == (State.ARCHIVED, Status.LIVE)


def test_unknown_steps_are_not_found(make, secretariat):
    assert secretariat.post(address(make.draft("topic"), "steps/explode/")).status_code == 404


def test_history_tells_who_when_and_why(make, secretariat):
    case = make.live("case-study")
    edit(secretariat, case, title_en="New", change_note="A better <b>title</b>.")
    text = secretariat.get(address(case, "history/")).content.decode()
    assert "A better &lt;b&gt;title&lt;/b&gt;." in text
    assert "secretary@example.org" in text
    assert text.count('<span class="badge">live</span>') == 1
