"""Names in a row within templates."""

import pytest
from django.template import engines
from django.utils.safestring import mark_safe
from django.utils.translation import override


def _render(text: str, language: str, **context) -> str:
    with override(language):
        return engines["django"].from_string("{% load sala %}" + text).render(context)


@pytest.mark.parametrize(
    ("language", "expected"), [("en", "A, B and C"), ("th", "A B และC"), ("ko", "A, B 및 C")]
)
def test_all_at_once_and_one_by_one_read_alike(language, expected):
    loop = "{% for name in names %}{{ name }}{% joint forloop %}{% endfor %}"
    assert _render("{{ names|listed }}", language, names=["A", "B", "C"]) == expected
    assert _render(loop, language, names=["A", "B", "C"]) == expected


def test_a_text_is_escaped_and_markup_is_kept():
    names = ["<i>", mark_safe('<b lang="th">ไทย</b>')]
    assert _render("{{ names|listed }}", "en", names=names) == '&lt;i&gt; and <b lang="th">ไทย</b>'
    assert _render("{{ names|listed }}", "en", names=[]) == ""
