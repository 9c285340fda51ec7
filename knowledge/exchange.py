"""What records of knowledge say of themselves to programs: in schema.org's words, as citations, in a picture's letters."""

from knowledge.models import AgencyKind, Authorship
from portal.exchange.addresses import absolute
from portal.exchange.citations import Citation
from portal.exchange.linked_data import (
    cited_sources,
    description,
    publisher,
    reference,
    references,
    several,
    title,
    work,
)
from portal.exchange.weaving import code_of

GOVERNMENT = {
    *(AgencyKind.MINISTRY, AgencyKind.DEPARTMENT, AgencyKind.INDEPENDENT_AGENCY, AgencyKind.STATE_ENTERPRISE),
    *(AgencyKind.LOCAL_GOVERNMENT, AgencyKind.LEGISLATURE, AgencyKind.JUDICIARY),
}
OTHERS = {
    AgencyKind.UNIVERSITY: "CollegeOrUniversity",
    AgencyKind.CIVIL_SOCIETY: "NGO",
    AgencyKind.COMPANY: "Corporation",
}
# The bounds of a figure that its qualifier gives. "More than" is said by the least that it can be.
BOUNDS = {"gt": "minValue", "gte": "minValue", "lt": "maxValue", "lte": "maxValue"}


# Case studies


def case_study(case: dict) -> dict:
    """A report about a service or an agency."""
    places = references(
        [*several(case, "countries"), *([case.get("country_group")] if case.get("country_group") else [])]
    )
    lead = _lead(case)
    return {
        **work(case),
        "author": lead if _is_agencys_own(case) else publisher(),
        "about": _service(case, lead, places) or lead,
        "spatialCoverage": places,
        "keywords": [topic.get("name") for topic in several(case, "topics")],
        "citation": cited_sources(case),
        "hasPart": _figures(case),
    }


def _lead(case: dict) -> dict | None:
    return next(
        (reference(agency) for agency in several(case, "agencies") if agency.get("role") == "lead"), None
    )


def _is_agencys_own(case: dict) -> bool:
    return case.get("authorship") == Authorship.AGENCY and _lead(case) is not None


def _service(case: dict, lead: dict | None, places: list) -> dict | None:
    if not case.get("service_name"):
        return None
    return {
        "@type": "GovernmentService",
        "name": case.get("service_name"),
        "url": case.get("service_url"),
        "serviceOperator": lead,
        "areaServed": places,
    }


def _figures(case: dict) -> dict | None:
    """Its reported figures as a data set of its own: only that can have measured variables."""
    reported = [
        m for m in several(case, "metrics") if m.get("kind") == "reported" and m.get("value") is not None
    ]
    if not reported:
        return None
    return {
        "@type": "Dataset",
        "name": title(case),
        "description": description(case),
        "license": case["license"]["url"],
        "inLanguage": case["language"]["served"],
        "creator": publisher(),
        "variableMeasured": [_figure(metric, case["language"]["served"]) for metric in reported],
    }


def _figure(metric: dict, served: str) -> dict:
    own_words = metric.get("as_published_language") == served
    return {
        "@type": "PropertyValue",
        "name": metric.get("label"),
        **_amount(metric),
        "unitText": metric.get("unit"),
        "measurementTechnique": metric.get("method"),
        "description": metric.get("as_published") if own_words else None,
    }


def _amount(metric: dict) -> dict:
    value, upper = metric.get("value"), metric.get("value_to")
    if upper is not None:
        return {"minValue": value, "maxValue": upper}
    return {BOUNDS.get(metric.get("qualifier"), "value"): value}


def case_citation(case: dict) -> Citation:
    """A report of the agency that submitted it, else of the portal, which compiled it."""
    names = [agency.get("name") for agency in several(case, "agencies") if agency.get("role") == "lead"]
    return Citation.of(case, authors=names if _is_agencys_own(case) else [])


def case_sign(case: dict) -> str:
    """The code of its country, or of its group of countries."""
    places = [
        *several(case, "countries"),
        *([case.get("country_group")] if case.get("country_group") else []),
    ]
    return code_of(places[0]["id"]) if places else ""


# Countries, groups, agencies, topics


def country(record: dict) -> dict:
    """A country with its codes."""
    codes = [record.get("id"), record.get("alpha3"), record.get("m49")]
    return {"alternateName": record.get("official_name"), "identifier": [code for code in codes if code]}


def country_group(record: dict) -> dict:
    """A group of countries with those that belong to it now."""
    return {
        "containsPlace": [
            reference(m.get("country")) for m in several(record, "memberships") if not m.get("ends_on")
        ]
    }


def agency(record: dict) -> dict:
    """An organisation, as precisely as its sort says."""
    kind = record.get("kind")
    wikidata = record.get("wikidata") and f"https://www.wikidata.org/wiki/{record['wikidata']}"
    ror = record.get("ror") and f"https://ror.org/{record['ror']}"
    return {
        "@type": "GovernmentOrganization" if kind in GOVERNMENT else OTHERS.get(kind, "Organization"),
        "alternateName": [record.get("acronym"), record.get("local_name")],
        "sameAs": [record.get("website"), wikidata, ror],
        "address": record.get("country")
        and {"@type": "PostalAddress", "addressCountry": record["country"]["id"]},
        "parentOrganization": reference(record.get("parent")),
    }


def agency_sign(record: dict) -> str:
    """Its acronym, else the code of its country."""
    acronym = code_of(record.get("acronym") or "")
    return acronym or (code_of(record["country"]["id"]) if record.get("country") else "")


def topic(record: dict) -> dict:
    """A term of one of the portal's vocabularies."""
    return {
        "alternateName": [other.get("name") for other in several(record, "other_names")],
        "sameAs": [same.get("url") for same in several(record, "same_as")],
        "inDefinedTermSet": {
            "@type": "DefinedTermSet",
            "url": absolute("/en/topics"),
            "name": record.get("scheme"),
        },
    }
