"""Where readers tell something about a record: `/th/tell/cs-…/correction`, and where they are thanked for it."""

from django.urls import re_path
from django.views.decorators.csrf import csrf_exempt

from portal.languages.codes import CODES
from portal.readers.views import Tell, Thanks
from portal.readers.ways import Way

FORM = rf"^(?P<language>{'|'.join(CODES)})/tell/(?P<public_id>[A-Za-z0-9-]{{2,32}})/(?P<way>{'|'.join(Way.registry)})"

app_name = "readers"
urlpatterns = [
    # There is no session or cookie here that another site's form could make use of, and so no token to check:
    # forms are guarded by `portal.readers.protection`.
    re_path(f"{FORM}$", csrf_exempt(Tell.as_view()), name="tell"),
    re_path(f"{FORM}/thanks$", Thanks.as_view(), name="thanks"),
]
