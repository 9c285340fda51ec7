"""What answers of the API hold."""


def ids_of(body: dict) -> list[str]:
    """The ids of a list's items, in their order."""
    return [item["id"] for item in body["results"]]


def without_limits(response) -> dict[str, str]:
    """Its headers but for what is left of the limits, which every answer lessens."""
    return {name: value for name, value in response.headers.items() if name != "RateLimit"}


def fault_of(response) -> dict:
    """The only thing that is wrong with what was asked."""
    assert response.status_code == 400, response.content
    (fault,) = response.json()["errors"]
    return fault


def slug_of(response) -> str:
    """The type of a problem, without the site."""
    assert response["Content-Type"] == "application/problem+json"
    assert response.json()["status"] == response.status_code
    return response.json()["type"].rpartition("/problems/")[2]


def faults_of(response) -> list[tuple[str, str]]:
    """(parameter, code) of each fault that a 400 names."""
    assert response.status_code == 400, response.content
    assert slug_of(response).endswith("-parameter")
    return [(fault["parameter"], fault["code"]) for fault in response.json()["errors"]]


def refusal_of(response) -> tuple[int, str]:
    """Its status, and the last word of the address of its problem, "" if it has none."""
    return response.status_code, response.json().get("type", "").rpartition("/")[2]
