"""The library's page, and something to be found on it."""

from urllib.parse import urlencode

import pytest


@pytest.fixture
def read(client):
    """`read("th", q=…)` gives the HTML of the library."""

    def read(spoken: str = "en", /, status: int = 200, **query) -> str:
        response = client.get(f"/{spoken}/library?{urlencode(query, doseq=True)}")
        assert response.status_code == status
        return response.content.decode()

    return read


@pytest.fixture
def two_countries(make):
    """Three cases about trees of two countries, and an agency."""
    thai = make.live("country", id="TH", name_en="Thailand", name_th="ไทย")
    lao = make.live("country", id="LA", name_en="Laos", name_th="ลาว")
    make.live("agency", name_en="Office of trees", name_th="สำนักงานต้นไม้")
    for number, country in enumerate((thai, thai, lao)):
        titles = {"title_en": f"Trees {number}", "title_th": f"ต้นไม้ {number}"}
        make.live("case-study", country=country, lessons=0, stage="evaluation" if number else "", **titles)
