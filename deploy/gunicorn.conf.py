"""The site under gunicorn, where granian cannot be had.

`gunicorn --config deploy/gunicorn.conf.py`, with the same settings as serve.py. SIGHUP
reloads, SIGTERM ends after answering.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from serve import PATIENCE, log_settings
from settings import ROOT, from_environment

settings = from_environment()

wsgi_app = "serve:application()"
chdir = str(ROOT)
bind = settings.listen
workers = settings.workers
worker_class = "gthread"
threads = settings.threads
graceful_timeout = PATIENCE
timeout = 60
keepalive = 75
max_requests = 200_000
max_requests_jitter = 20_000
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108 (gunicorn's own name there)
umask = 0o007
forwarded_allow_ips = ""
logconfig_dict = log_settings(settings)
