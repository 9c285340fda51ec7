"""What pages of other sites may do: read everything and send what writing needs, never with a visitor's cookies."""

from django.http import HttpRequest, HttpResponseBase

ORIGIN = "Access-Control-Allow-Origin"
METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE"
HEADERS = ", ".join(
    (
        *("Authorization", "Content-Type", "If-Match", "If-None-Match", "Idempotency-Key", "Accept-Language"),
        *("If-Modified-Since", "If-Range"),
        *("Mcp-Method", "Mcp-Name", "MCP-Protocol-Version"),
    )
)
DAY = "86400"  # seconds for which a browser remembers the answer


def allow(response: HttpResponseBase, request: HttpRequest) -> HttpResponseBase:
    """The answer to a browser's question beforehand. Who may read is said by the middleware, on every answer."""
    response["Access-Control-Allow-Methods"] = METHODS
    response["Access-Control-Allow-Headers"] = HEADERS
    response["Access-Control-Max-Age"] = DAY
    response["Allow"] = "GET, HEAD, OPTIONS"
    response["Cache-Control"] = f"public, max-age={DAY}"
    response["Vary"] = "Access-Control-Request-Method, Access-Control-Request-Headers"
    return response
