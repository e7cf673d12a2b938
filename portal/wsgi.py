"""The entrance for the web server."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
application = get_wsgi_application()

from portal.signin.demo import refuse_unless_demo_database  # noqa: E402  (models need the apps)

refuse_unless_demo_database()

# What is loaded now stays: no need to look through it for garbage at every tenth page.
gc.collect()
gc.freeze()
