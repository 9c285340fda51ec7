"""Pages of single records: figures, sources, languages, conferences."""

import pytest

from tests.web.literal import Languages, conference, landsmaps, language_block, page, ref

LANDS = "กรมที่ดิน"


# Figures and sources


def test_figures_are_as_exact_as_their_source_and_lead_to_it():
    html = page(landsmaps())
    for words in ("more than 100,000", "over 33 million", "per day"):
        assert words in html
    assert html.count('<a href="#src-1" aria-label="Source 1">[1]</a>') == 3  # two figures and a lesson
    assert '<li id="src-1">' in html
    assert '<a href="https://opdc.go.th/content/NzIyMg" rel="noopener nofollow">' in html


def test_the_source_s_own_words_are_in_its_language():
    read = Languages(page(landsmaps()))
    assert read.of("กว่า 100,000 คนต่อวัน") == {"th"}
    assert read.of("แอปพลิเคชัน") == {"th"}
    assert read.of("The 9th ASEAN Conference") == {"en"}  # within the Thai title, and as a name


def test_a_target_is_no_result():
    html = page(landsmaps())
    loud, quiet = html.split("Further figures")
    assert "Parcels by 2030" in quiet
    assert "Parcels by 2030" not in loud
    assert "Target" in quiet


def test_authorship_evidence_and_gaps_are_said_in_words():
    html = page(landsmaps())
    assert "Compiled from public sources; not confirmed by the agency" in html
    assert "Stated in a document that can be read." in html
    assert "What this record does not say yet" in html
    assert "<li>Cost band</li><li>Problem</li>" in html


def test_empty_sections_do_not_exist():
    html = page(landsmaps(metrics=[], lessons=[], gaps=[], topics=[], presented_at=[], solution=None))
    for words in (
        "Lessons",
        "Further figures",
        "does not say yet",
        "Theme",
        "Presented at",
        "Solution",
        "metrics",
    ):
        assert words not in html


def test_markup_in_a_record_is_text():
    attack = "<script>alert(1)</script>"
    html = page(landsmaps(title=attack, summary=attack, solution=attack, service_name=attack))
    assert "<script>alert" not in html


# Languages


def test_a_page_in_its_own_language_has_no_lang_but_the_document_s():
    html = page(landsmaps())
    assert '<html lang="en">' in html
    assert '<article class="wrap">' in html
    assert "noindex" not in html


def test_a_fallback_page_keeps_its_language_around_a_record_of_another():
    html = page(landsmaps(language_block("lo", "en")))
    read = Languages(html)
    assert '<html lang="lo">' in html
    assert '<title lang="en">' in html
    assert read.of("LandsMaps: data that people trust") == {"en"}
    assert read.of("At a glance") == {"en"}
    assert read.of("ໜ້ານີ້ຍັງບໍ່ມີເປັນພາສາລາວ.") == {"lo"}
    assert read.of("ຈຶ່ງສະແດງເປັນພາສາອັງກິດແທນ.") == {"lo"}
    assert read.of("ແປຈາກພາສາໄທ.") == {"lo"}
    assert '<a href="/th/case-studies/cs-1/x" hreflang="th" lang="th">ไทย</a>' in html
    assert 'href="/lo/countries/TH/x"' in html  # names lead on in the reader's language


def test_a_fallback_page_is_not_indexed_and_names_the_page_it_shows(settings):
    html = page(landsmaps(language_block("lo", "en")))
    assert '<meta name="robots" content="noindex">' in html
    assert f'<link rel="canonical" href="{settings.SITE_URL}/en/case-studies/cs-1/x">' in html


def test_only_real_translations_are_alternates(settings):
    html = page(landsmaps())
    head = html.partition("</head>")[0]
    assert head.count('rel="alternate" hreflang=') == 3  # en, th, and x-default
    assert f'hreflang="th" href="{settings.SITE_URL}/th/case-studies/cs-1/x"' in head
    assert f'hreflang="x-default" href="{settings.SITE_URL}/case-studies/cs-1"' in head
    assert f'type="application/json" href="{settings.SITE_URL}/api/v1/case-studies/cs-1?lang=en"' in head


def test_the_original_says_what_it_is():
    html = page(landsmaps(language_block("th", "th")))
    assert "ต้นฉบับเป็นภาษาไทย" in html
    assert "แปลจาก" not in html
    assert "notice" not in html


def test_a_translation_leads_to_its_original():
    html = page(landsmaps())
    assert "Translated from Thai." in html
    assert '<a href="/th/case-studies/cs-1/x" hreflang="th">Read the original</a>' in html


@pytest.mark.parametrize(
    ("reviewed", "words"),
    [
        (False, "Translated by machine. Nobody has checked it yet."),
        (True, "Translated by machine and checked by a person."),
    ],
)
def test_a_machine_s_translation_is_labelled(reviewed, words):
    assert words in page(landsmaps(language_block(method="machine", reviewed=reviewed)))
    assert words not in page(landsmaps())


def test_an_outdated_translation_says_so_and_what_it_lacks():
    lacking = ["challenges", "lessons/ls-1/text", "lessons/ls-2/text"]
    html = page(landsmaps(language_block(outdated=True, only_in_original=lacking)))
    assert "The original in Thai has changed since this translation was made." in html
    assert "Only in Thai so far:" in html
    assert '<li>Challenges</li><li>Lessons <span class="num">(2)</span></li>' in html


def test_english_words_in_a_thai_record_are_english():
    record_ = landsmaps(language_block("th", "th"), title="LandsMaps: ข้อมูลที่ดิน", solution="เข้ารหัสด้วย SSL")
    read = Languages(page(record_))
    assert read.of("ข้อมูลที่ดิน") == {"th"}
    assert read.of("SSL") == {"en"}


def test_a_text_declared_to_be_english_is_english_on_a_thai_page():
    read = Languages(page(conference(language_block("th", "th"), title_language="en", theme_language="en")))
    assert "en" in read.of("Promoting Digital Activities")
    assert read.of("The 9th ASEAN Conference") >= {"en"}


def test_the_name_of_another_record_is_in_its_own_language():
    lands = ref("agency", "ag-1", LANDS, name_language="th", role="lead")
    assert Languages(page(landsmaps(agencies=[lands]))).of(LANDS) == {"th"}


# Conferences


def test_a_conference_says_when_where_and_by_whom():
    html = page(conference())
    assert "15–16 November 2021" in html
    assert Languages(html).of("15 - 16 พฤศจิกายน พ.ศ. 2564") == {"th"}
    for words in ("Online", "Held by", "OPDC", "OECD", "Co-organiser"):
        assert words in html


def test_a_thai_reader_sees_the_buddhist_year():
    assert "15–16 พฤศจิกายน พ.ศ. 2564" in page(conference(language_block("th", "th")))


def test_a_conference_says_who_came_and_what_is_not_known():
    html = page(conference())
    for words in (
        '<dd class="num">95</dd>',
        "It may be the total.",
        "2 countries sent delegations",
        "1 other organisation",
    ):
        assert words in html
    assert "The source counts 6 delegations." in html
    assert "Myanmar is not among the delegations." in html
    assert "The source gives no programme for the second day." in html


def test_speakers_appear_with_title_and_organisation_of_that_day():
    html = page(conference())
    assert '<a href="/en/people/pe-1/x">Janos Bertok</a>' in html
    assert "Deputy Director" in html
    assert "Opening address" in html


def test_a_withdrawn_person_leaves_role_title_and_organisation():
    html = page(conference())
    assert "<b>Moderator</b>" in html
    assert "Vice President" in html
    assert "None" not in html


def test_cases_presented_and_takeaways_are_listed():
    html = page(conference())
    assert '<a href="/en/case-studies/cs-1/x">LandsMaps</a>' in html
    assert "Presented" in html
    assert '<li id="ls-2">' in html
    assert "Challenge" in html


def test_what_can_be_cited_and_has_days_says_so():
    assert 'href="#cite"' in page(landsmaps())
    meeting = page(conference())
    assert 'href="#cite"' in meeting
    assert ".ics?lang=" in meeting
    country = {"id": "LA", "type": "country", "name": "Laos", "html_url": "/en/countries/LA/laos"}
    neither = page(
        country | {name: landsmaps()[name] for name in ("url", "version", "seq", "license", "language")}
    )
    assert 'href="#cite"' not in neither
    assert ".ics?lang=" not in neither
