"""The list of states is complete: by the routes that there are, and by what each answered."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from werkzeug.exceptions import MethodNotAllowed, NotFound

from tests.cast import Cast

from .harvest import Answer
from .keys import DEVICES
from .state import MACHINES, State
from .states import STATES

REACHED = {200, 301, 302, 303}


def routes(app: Flask) -> set[tuple[str, str]]:
    """Every endpoint with each method that it takes."""
    return {
        (rule.endpoint, method)
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) & {"GET", "POST"}
    }


def route_of(app: Flask, state: State) -> tuple[str, str]:
    """The endpoint that a state reaches, with its method; nothing where it reaches none."""
    path = re.sub(r"{\w+}", "1", state.path.partition("?")[0])
    try:
        endpoint, _arguments = app.url_map.bind("").match(path, state.method)
    except (NotFound, MethodNotAllowed):
        return "", ""
    return endpoint, state.method


def test_every_route_has_a_state_in_which_it_answers(app: Flask) -> None:
    reached = {route_of(app, state) for state in STATES if state.status in REACHED}
    missing = {(e, m) for e, m in routes(app) if e not in MACHINES} - reached - DEVICES
    assert not missing, "these routes need a state in tests/house/states.py"


def test_every_change_has_a_state_in_which_it_is_refused(app: Flask) -> None:
    refused = {route_of(app, state) for state in STATES if state.status >= 400}
    changes = {(e, m) for e, m in routes(app) if m == "POST"}
    assert not changes - refused, "these routes need a refusal in tests/house/states.py"


def test_the_list_of_machines_names_machines(app: Flask, cast: Cast) -> None:
    assert {endpoint for endpoint, _ in routes(app)} >= MACHINES
    client = app.test_client()
    for rule in app.url_map.iter_rules():
        if rule.endpoint in MACHINES and not rule.arguments:
            assert client.get(rule.rule).mimetype != "text/html", rule.rule


def test_every_name_is_given_once() -> None:
    assert len({state.name for state in STATES}) == len(STATES)


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.name)
def test_a_state_is_what_it_says(answers: dict[str, list[Answer]], state: State) -> None:
    for answer in answers[state.name]:
        assert answer.status in accepted(state, answer.part), answer.name
        assert state.shows in answer.html or answer.part, answer.name


def accepted(state: State, part: bool) -> set[int]:
    """A plain form is sent on; to htmx a part is answered, or where the browser should go."""
    if not part or state.status >= 400:
        return {state.status}
    return {200, 201, 204, 401} if state.status == 303 else {state.status}
