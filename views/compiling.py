"""How templates are compiled: to less work than Jinja would make of them.

A page is one function with its parts inside it, what it says is joined without wrapping, and what
every template may call is called without a detour.
"""

from __future__ import annotations

import re
from collections.abc import MutableMapping
from keyword import iskeyword
from typing import Any, cast

import flask.templating
from jinja2 import Environment, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.visitor import NodeTransformer
from markupsafe import Markup, escape

BY_JINJA = {"loop", "self", "super", "caller", "varargs", "kwargs"}
"""Names that Jinja itself gives a meaning to."""
DIRECT = frozenset(
    (
        *("byline", "can", "counted", "day", "direction", "either", "icon", "moment", "picture"),
        *("picture_address", "query_with", "ready", "url_for", "zone_name"),
    )
)
"""What every template may call, and what needs nothing but its arguments."""
_SPECIAL = re.compile("[&<>\"']").search


def written(value: Any) -> str:
    """`value` as it stands in HTML: what `escape` makes of it, without its wrapping."""
    kind = type(value)
    if kind is Markup or (kind is str and not _SPECIAL(value)):
        return value
    return str(value) if kind is int else escape(value)


class Whole(CodeGenerator):
    """Compiles a page with its parts inside it: one function, and each name is looked up once.

    As Jinja does it, each part has a context of its own, filled anew with everything that is known,
    and hands on every small piece through everything that includes it. On a page of comments
    that was most of the work.
    """

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802 (Jinja's name)
        """Compile the page once its parts stand in it."""
        whole = _Parts(self.environment).visit(node)
        for each in (whole, *whole.find_all(nodes.Block)):
            if each.find(nodes.Extends) is None:
                each.body.insert(0, _known(each))
        super().visit_Template(whole, frame)

    def _output_child_pre(
        self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo
    ) -> None:
        """Write what is joined to a page right away as a plain string: nobody escapes it again."""
        how = frame.eval_ctx
        if how.autoescape and not how.volatile and finalize.src is None:
            self.write("environment.written(")
        else:
            super()._output_child_pre(node, frame, finalize)

    def visit_Call(  # noqa: N802 (Jinja's name)
        self, node: nodes.Call, frame: Frame, forward_caller: bool = False
    ) -> None:
        """Call what no context is handed to without a detour."""
        if forward_caller or not _is_direct(node):
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for each in (*node.args, *node.kwargs):
            self.visit(each, frame)
            self.write(", ")
        self.write(")")

    def visit_Block(self, node: nodes.Block, frame: Frame) -> None:  # noqa: N802 (Jinja's name)
        """Hand on what a block says as one string."""
        if self.has_known_extends:
            super().visit_Block(node, frame)
        else:
            self.newline(node)
            self.simple_write(f"concat(context.blocks[{node.name!r}][0](context))", frame)


def _is_direct(call: nodes.Call) -> bool:
    """Whether it is written in Python as it stands in the template."""
    of_a_value = isinstance(call.node, nodes.Getattr)
    is_known = of_a_value or (isinstance(call.node, nodes.Name) and call.node.name in DIRECT)
    is_spread = call.dyn_args is not None or call.dyn_kwargs is not None
    return is_known and not is_spread and not any(iskeyword(each.key) for each in call.kwargs)


class _Parts(NodeTransformer):
    """Puts in the place of each include what it includes, where names are its own."""

    def __init__(self, environment: Environment) -> None:
        self.environment = environment

    def visit_Include(self, node: nodes.Include) -> nodes.Scope:  # noqa: N802 (Jinja's name)
        """The part, with its own parts inside it."""
        name = cast(nodes.Const, node.template).value
        assert self.environment.loader  # noqa: S101 (for the type checker)
        source, file, _ = self.environment.loader.get_source(self.environment, name)
        part = self.visit(self.environment.parse(source, name, file))
        return nodes.Scope(part.body, lineno=node.lineno)


def _known(body: nodes.Node) -> nodes.If:
    """What is never done, and has every name in `body` looked up before its loops begin."""
    names = {each.name for each in body.find_all(nodes.Name) if each.ctx == "load"} - BY_JINJA
    said = [nodes.Name(name, "load") for name in sorted(names)]
    return nodes.If(nodes.Const(False), [nodes.Output(said)], [], [], lineno=body.lineno)


class Templates(flask.templating.Environment):
    """Flask's templates, compiled in our way."""

    code_generator_class = Whole
    written = staticmethod(written)

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """What a template may use is settled when it is loaded: each context is filled from it.

        Jinja looks each of them up in two places, each time anew. What is handed to all templates
        later never reaches this one.
        """
        return {**self.globals, **(d or {})}
