"""A feedback page is what nbconvert makes of it, from templates that are compiled once."""

from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup
from jinja2 import DictLoader, Environment
from jinja2.bccache import Bucket
from nbconvert import HTMLExporter
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from grader.notebook.page_exporter import Compiled, PageExporter

NOTEBOOK = new_notebook(
    cells=[
        new_markdown_cell("# One"),
        new_code_cell(
            "x = 1  # a comment",
            outputs=[
                new_output("stream", name="stdout", text="printed"),
                new_output("display_data", data={"image/png": "AAAA", "text/plain": "a picture"}),
            ],
        ),
    ]
)
TEMPLATE = """
{%- extends "display_priority.j2" -%}
{%- block input -%}{{ cell.source | highlight_code(metadata=cell.metadata) }}{%- endblock -%}
{%- block stream -%}<pre>{{ output.text }}</pre>{%- endblock -%}
{%- block data_png -%}<img alt="a picture">{%- endblock -%}
"""


def test_a_page_is_what_nbconvert_makes_of_it():
    page, _ = PageExporter(raw_template=TEMPLATE).from_notebook_node(NOTEBOOK)
    theirs, _ = HTMLExporter(raw_template=TEMPLATE).from_notebook_node(NOTEBOOK)
    assert '<span class="c1"># a comment</span>' in page
    assert '<img alt="a picture">' in page
    assert str(BeautifulSoup(page, "html.parser")) == theirs


def test_a_template_is_compiled_once_and_again_when_it_has_changed(
    monkeypatch: pytest.MonkeyPatch,
):
    compiled, kept = Compiled(), []
    monkeypatch.setattr(compiled, "dump_bytecode", _after(kept, compiled.dump_bytecode))
    for text, shown in (("{{ 1 + 1 }}", "2"), ("{{ 1 + 1 }}", "2"), ("{{ 1 + 2 }}", "3")):
        loader = DictLoader({"a": text})
        environment = Environment(loader=loader, bytecode_cache=compiled, autoescape=True)
        assert environment.get_template("a").render() == shown
    assert len(kept) == 2


def _after(kept: list[Bucket], keep: Callable[[Bucket], None]) -> Callable[[Bucket], None]:
    def also(bucket: Bucket) -> None:
        kept.append(bucket)
        keep(bucket)

    return also
