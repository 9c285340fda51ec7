"""What the page of a record is made of."""

from portal.web.showcase import specimens as made_up
from portal.web.showcase.component import Component, State, in_record
from portal.web.showcase.pictures import MAP

COMPONENTS = (
    Component(
        "What a record is called",
        "called",
        (
            State("A title", {"record": made_up.CASE}),
            State("A name", {"record": made_up.CARDS["agency"]}),
        ),
    ),
    Component(
        "Metrics",
        "metrics",
        (
            in_record(
                "Reported: per day, in millions, per cent, from and to", metrics=made_up.METRICS, size="two"
            ),
            in_record("Further figures", metrics=made_up.FURTHER, size="quiet"),
        ),
    ),
    Component(
        "Facts of a case study",
        "case_facts",
        (in_record("All that are known", record=made_up.CASE),),
        "facts",
    ),
    Component(
        "Facts of a conference",
        "conference_facts",
        (in_record("All that are known", record=made_up.CONFERENCE),),
        "facts",
    ),
    Component("Succession", "succession", (in_record("Both ways", record=made_up.SUCCESSION),), "facts"),
    Component("Sections", "sections", (in_record("The long texts there are", record=made_up.CASE),)),
    Component("Numbered steps", "steps", (in_record("Do, avoid, challenge", steps=made_up.STEPS),)),
    Component("Known gaps", "gaps", (in_record("What is not said", record=made_up.CASE),)),
    Component("Sources", "sources", (in_record("With and without its passage", record=made_up.CASE),)),
    Component(
        "Source in a table",
        "cited",
        (
            in_record(
                "Title and publisher",
                source={
                    "title": "Specimen index",
                    "publisher": "Specimen publisher",
                    "url": "https://example.org/index",
                },
            ),
        ),
    ),
    Component(
        "Attachment",
        "attachment",
        (in_record("A link", file=made_up.FILE, kinds="case-study.attachments.kind"),),
        "files",
    ),
    Component(
        "Programme day",
        "programme_day",
        (
            in_record(
                "With times and without",
                day={"grouper": "2021-11-15", "list": [made_up.SESSION, made_up.CANCELLED]},
            ),
        ),
    ),
    Component(
        "Participants",
        "participants",
        (
            in_record(
                "Countries on the map and organisations",
                who=made_up.PARTICIPATION,
                place=MAP,
                places=["XB", "XC"],
            ),
        ),
    ),
)
