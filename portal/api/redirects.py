"""Addresses that are nearly right."""

from urllib.parse import quote

from django.utils import translation
from django.views.decorators.csrf import csrf_exempt

from portal.api import problems, speaking
from portal.api.endpoint import refuse_tokens


@csrf_exempt
def without_slash(request, rest: str):
    """To the address without its trailing slash; a secret in its query is not repeated."""
    try:
        refuse_tokens(request)
    except problems.TokenInAddress as error:
        with translation.override(speaking.of_problems(request)):
            return problems.answer_to(error, request)
    return problems.moved(request, "/api/" + quote(rest.rstrip("/")))
