"""Records that stand above one another: an agency in a ministry, a topic under a wider one."""


def leads_back(record, parent):
    """Whether following the field named `parent` from `record` arrives at `record` again."""
    above, seen = getattr(record, parent), set()
    while above is not None and above.pk not in seen:
        if above.pk == record.pk:
            return True
        seen.add(above.pk)
        above = getattr(above, parent)
    return False
