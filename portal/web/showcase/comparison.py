"""What stands in the columns of a comparison."""

from portal.web.showcase import specimens as made_up
from portal.web.showcase.component import Component, State, in_record


def _cell(name: str, partial: str, shows: str, value, **row) -> Component:
    return Component(
        f"Compared: {name}", f"compared/{partial}", (in_record(shows, cell={"value": value}, row=row),)
    )


COMPONENTS = (
    Component(
        "Compared: record",
        "compared/record",
        (
            State("Of a country", {"record": made_up.CASE}),
            State("Of a group of countries", {"record": made_up.OF_A_GROUP}),
        ),
    ),
    Component(
        "Compared: one less",
        "compared/less",
        (State("Its only one", {"column": {"record": made_up.CASE, "less": made_up.PAGE}}),),
    ),
    Component(
        "Compared: text",
        "compared/text",
        (in_record("A summary", cell={"record": made_up.CASE}, row={"name": "summary"}),),
    ),
    _cell("code", "code", "By its label", "evaluation", field="case-study.stage"),
    _cell("date", "date", "As precise as it is", "2021-11"),
    _cell("number", "number", "With separators", 1_234),
    _cell("evidence", "evidence", "What a grade says", 3),
    _cell("references", "references", "Two countries", [made_up.THAILAND, made_up.LAOS]),
    _cell("metrics", "metrics", "Figures, targets, words", made_up.METRICS + made_up.FURTHER),
    _cell("lessons", "lessons", "Do, avoid", made_up.STEPS[:2]),
    _cell("sources", "sources", "With a publisher", [made_up.SOURCE]),
)
