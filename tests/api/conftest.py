"""Asking the API to search."""

import pytest


@pytest.fixture
def search(client):
    """`search(q, …)` gives the JSON of an answer, of everything or of one list."""

    def search(q: str | None = None, path: str = "search", **query) -> dict:
        asked = query if q is None else {"q": q, **query}
        response = client.get(f"/api/v1/{path}", asked)
        assert response.status_code == 200, response.content
        return response.json()

    return search
