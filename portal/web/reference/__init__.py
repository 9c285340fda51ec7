"""The reference of the API: pages that are made from its OpenAPI description, for those who read before they write."""
