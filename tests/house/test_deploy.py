"""What stands in deploy/ knows the same names as the site."""

from __future__ import annotations

import re

from settings import ROOT
from views.pagecache.asking import NAMES

NGINX = (ROOT / "deploy" / "nginx.conf").read_text()


def test_the_proxy_knows_every_name_that_a_query_may_hold() -> None:
    known = set(re.findall(r'map \$arg_(\w+) \$lectern_\1 \{ "" ""; default "&\1=', NGINX))
    assert known == NAMES
    used = set(
        re.findall(r"\$lectern_(\w+)", "".join(re.findall(r"set \$lectern_query .*", NGINX)))
    )
    assert used - {"query"} == NAMES


def test_the_unit_and_the_proxy_mean_the_same_socket() -> None:
    unit = (ROOT / "deploy" / "lectern.service").read_text()
    place = re.search(r"LECTERN_LISTEN=(\S+)", unit)
    assert place
    assert f"server {place[1]};" in NGINX
