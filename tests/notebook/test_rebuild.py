from __future__ import annotations

import base64
import json
from copy import deepcopy
from io import BytesIO

import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from PIL import Image

from grader.notebook.rebuild import DELETED, NOT_HANDED_IN, grade_id, rebuild

STUB = "J = ...\n# Replace the dots above by your answer."


def flags(name: str, *, grade: bool = False, solution: bool = False) -> dict[str, object]:
    locked = not solution
    points = {"points": 9.0} if grade else {}
    return {
        "nbgrader": {
            "grade_id": name,
            "grade": grade,
            "solution": solution,
            "locked": locked,
            "schema_version": 3,
            **points,
        }
    }


def released() -> NotebookNode:
    return new_notebook(
        metadata={"kernelspec": {"name": "python3", "display_name": "Python 3"}},
        cells=[
            new_markdown_cell("# Exercise", metadata=flags("title"), id="title"),
            new_code_cell("import questions as q", id="imports"),
            new_code_cell(STUB, metadata=flags("q_answer", solution=True), id="answer"),
            new_code_cell("check(q.q, J)", metadata=flags("q", grade=True), id="check"),
            new_markdown_cell(
                "Explain.", metadata=flags("essay", grade=True, solution=True), id="essay"
            ),
        ],
    )


def handed_in(notebook: NotebookNode) -> bytes:
    return json.dumps(notebook).encode()


def sources(notebook: NotebookNode) -> list[str]:
    return [cell.source for cell in notebook.cells]


@pytest.fixture
def submitted() -> NotebookNode:
    notebook = released()
    notebook.cells[2].source = "J = [[1]]"
    return notebook


def test_the_answer_is_taken_and_everything_else_is_as_released(submitted: NotebookNode):
    found = rebuild(released(), handed_in(submitted))
    expected = sources(released())
    expected[2] = "J = [[1]]"
    assert sources(found) == expected
    assert found.metadata["jacobian"]["unreadable"] == ""
    assert found.metadata["jacobian"]["remarks"] == []
    nbformat.validate(found)


def test_the_released_notebook_is_not_changed(submitted: NotebookNode):
    ours = released()
    before = deepcopy(ours)
    rebuild(ours, handed_in(submitted))
    assert ours == before


def test_only_a_changed_solution_cell_counts_as_answered(submitted: NotebookNode):
    found = rebuild(released(), handed_in(submitted))
    assert found.cells[2].metadata["jacobian"]["answered"] is True
    assert found.cells[4].metadata["jacobian"]["answered"] is False


def test_an_emptied_solution_cell_is_not_answered(submitted: NotebookNode):
    submitted.cells[4].source = " \n"
    found = rebuild(released(), handed_in(submitted))
    assert found.cells[4].metadata["jacobian"]["answered"] is False


@pytest.mark.parametrize("place", [4, 5])
def test_a_manual_cell_beside_which_something_was_written_is_left_to_a_human(
    submitted: NotebookNode, place: int
):
    submitted.cells.insert(place, new_markdown_cell("My explanation."))
    found = rebuild(released(), handed_in(submitted))
    essay = next(cell for cell in found.cells if grade_id(cell) == "essay")
    assert essay.metadata["jacobian"]["answered"] is True


def test_a_manual_answer_whose_cell_lost_its_name_and_id_is_left_to_a_human(
    submitted: NotebookNode,
):
    submitted.cells[4] = new_markdown_cell("My explanation.")
    submitted.cells.insert(0, submitted.cells.pop(4))
    found = rebuild(released(), handed_in(submitted))
    assert found.cells[-1].metadata["jacobian"]["answered"] is True


def test_code_elsewhere_is_no_answer_to_a_deleted_manual_cell(submitted: NotebookNode):
    submitted.cells.pop(4)
    submitted.cells.insert(0, new_code_cell("1 + 1"))
    found = rebuild(released(), handed_in(submitted))
    assert found.cells[-1].metadata["jacobian"]["answered"] is False


def test_added_cells_stay_where_they_were(submitted: NotebookNode):
    submitted.cells.insert(0, new_code_cell("first"))
    submitted.cells.insert(4, new_code_cell("J = J.T"))
    submitted.cells.append(new_markdown_cell("last"))
    found = rebuild(released(), handed_in(submitted))
    assert sources(found) == sources(submitted)
    assert [c.source for c in found.cells if c.metadata.get("jacobian", {}).get("added")] == [
        "first",
        "J = J.T",
        "last",
    ]


def test_nothing_a_student_can_set_on_a_cell_survives(submitted: NotebookNode):
    for cell in submitted.cells:
        cell.metadata["tags"] = ["skip-execution", "raises-exception"]
        cell.metadata.setdefault("nbgrader", {})["points"] = 100
        cell.metadata["nbgrader"].update(grade=False, solution=True, locked=False)
    submitted.cells[3].outputs = [{"output_type": "execute_result"}]
    submitted.cells[3].execution_count = 3
    submitted.metadata["kernelspec"] = {"name": "evil"}
    found = rebuild(released(), handed_in(submitted))
    for cell, ours in zip(found.cells, released().cells, strict=True):
        assert cell.metadata.get("nbgrader") == ours.metadata.get("nbgrader")
        assert cell.id == ours.id
        assert "tags" not in cell.metadata
    assert found.cells[3].outputs == []
    assert found.metadata["kernelspec"]["name"] == "python3"


def test_tags_of_added_cells_do_not_survive(submitted: NotebookNode):
    submitted.cells.append(new_code_cell("1", metadata={"tags": ["skip-execution"]}))
    found = rebuild(released(), handed_in(submitted))
    assert set(found.cells[-1].metadata) == {"jacobian"}


def test_a_deleted_check_cell_is_there_all_the_same(submitted: NotebookNode):
    del submitted.cells[3]
    assert sources(rebuild(released(), handed_in(submitted)))[3] == "check(q.q, J)"


def test_a_renamed_check_cell_is_the_released_one_and_the_copy_is_an_added_cell(
    submitted: NotebookNode,
):
    submitted.cells[3].metadata["nbgrader"]["grade_id"] = "other"
    submitted.cells[3].source = "check(q.q, K)"
    found = rebuild(released(), handed_in(submitted))
    named = [cell for cell in found.cells if grade_id(cell) == "q"]
    assert [cell.source for cell in named] == ["check(q.q, J)"]
    assert [
        cell.source for cell in found.cells if "added" in cell.metadata.get("jacobian", {})
    ] == ["check(q.q, K)"]


def test_a_doubled_check_cell_is_there_once(submitted: NotebookNode):
    submitted.cells.insert(4, deepcopy(submitted.cells[3]))
    assert sources(rebuild(released(), handed_in(submitted))).count("check(q.q, J)") == 1


def test_moved_cells_come_back_in_the_released_order(submitted: NotebookNode):
    submitted.cells.reverse()
    found = rebuild(released(), handed_in(submitted))
    assert [grade_id(cell) for cell in found.cells] == ["title", "", "q_answer", "q", "essay"]
    assert sources(found)[2] == "J = [[1]]"


def test_the_last_of_two_copies_of_an_answer_counts_and_both_run(submitted: NotebookNode):
    second = deepcopy(submitted.cells[2])
    second.source = "J = [[2]]"
    submitted.cells.insert(4, second)
    found = rebuild(released(), handed_in(submitted))
    assert sources(found)[2:5] == ["J = [[1]]", "J = [[2]]", "check(q.q, J)"]
    assert grade_id(found.cells[3]) == "q_answer"
    assert found.metadata["jacobian"]["remarks"] == [
        "q_answer was there twice; the last one counts."
    ]


def test_a_deleted_answer_cell_does_not_overwrite_an_answer_given_elsewhere(
    submitted: NotebookNode,
):
    submitted.cells[2] = new_code_cell("J = [[3]]")
    found = rebuild(released(), handed_in(submitted))
    assert "J = ..." not in "\n".join(sources(found))
    assert sources(found)[2:4] == ["J = [[3]]", DELETED]


def test_a_notebook_without_any_cell_is_the_released_one_with_nothing_answered():
    empty = new_notebook()
    found = rebuild(released(), handed_in(empty))
    assert [grade_id(cell) for cell in found.cells] == ["title", "", "q_answer", "q", "essay"]
    assert found.metadata["jacobian"]["unreadable"] == ""


def test_what_a_student_adds_to_an_unlocked_cell_runs_after_it(submitted: NotebookNode):
    submitted.cells[1].source += "\nfrom sympy import *"
    found = rebuild(released(), handed_in(submitted))
    assert sources(found)[1:3] == [
        "import questions as q",
        "import questions as q\nfrom sympy import *",
    ]


def test_a_notebook_whose_cells_have_lost_their_ids_is_matched_all_the_same(
    submitted: NotebookNode,
):
    for cell in submitted.cells:
        del cell["id"]
    assert len(rebuild(released(), handed_in(submitted)).cells) == 5


def test_a_notebook_whose_cells_have_lost_their_names_is_matched_by_their_ids(
    submitted: NotebookNode,
):
    submitted.cells[4].source = "My explanation."
    for cell in submitted.cells:
        cell.metadata = {}
    found = rebuild(released(), handed_in(submitted))
    assert sources(found) == sources(submitted)
    assert grade_id(found.cells[4]) == "essay"
    assert found.cells[4].metadata["jacobian"]["answered"] is True


def test_a_call_of_check_that_was_written_again_is_an_added_cell(submitted: NotebookNode):
    submitted.cells.insert(2, new_code_cell("check(q.q, J)"))
    found = rebuild(released(), handed_in(submitted))
    assert sources(found) == sources(submitted)


def test_a_copy_of_an_unlocked_cell_does_not_move_what_follows_it(submitted: NotebookNode):
    submitted.cells.extend([new_code_cell("import questions as q"), new_code_cell("after")])
    assert sources(rebuild(released(), handed_in(submitted)))[-2:] == [
        "import questions as q",
        "after",
    ]


def test_changes_to_a_locked_cell_are_dropped_with_a_remark(submitted: NotebookNode):
    submitted.cells[3].source = "full_marks()"
    found = rebuild(released(), handed_in(submitted))
    assert "full_marks()" not in sources(found)
    assert found.metadata["jacobian"]["remarks"] == ["Changes to the locked cell q don't count."]


@pytest.mark.parametrize("data", [b"", b'{"cells": [', b"[" * 300_000])
def test_a_file_that_cannot_be_read_is_the_released_notebook_and_says_why(data: bytes):
    found = rebuild(released(), data)
    assert sources(found) == sources(released())
    assert "can't be read" in found.metadata["jacobian"]["unreadable"]
    assert not any(c.metadata.get("jacobian", {}).get("answered") for c in found.cells)


def test_a_notebook_that_was_not_handed_in_is_the_released_one_and_says_so():
    assert rebuild(released(), None).metadata["jacobian"]["unreadable"] == NOT_HANDED_IN
    refused = rebuild(released(), None, "it is a link, not a file")
    assert "it is a link" in refused.metadata["jacobian"]["unreadable"]


def test_the_same_bytes_have_the_same_hash_and_others_another(submitted: NotebookNode):
    one, same = (rebuild(released(), handed_in(submitted)) for _ in range(2))
    other = rebuild(released(), handed_in(submitted) + b"\n")
    assert one.metadata["jacobian"]["submission"] == same.metadata["jacobian"]["submission"]
    assert one.metadata["jacobian"]["submission"] != other.metadata["jacobian"]["submission"]


def test_lone_surrogates_are_dropped_with_a_remark(submitted: NotebookNode):
    submitted.cells[2].source = "J = [[1]] # \udcff"
    found = rebuild(released(), handed_in(submitted))
    nbformat.writes(found).encode()
    assert sources(found)[2] == "J = [[1]] # "
    assert len(found.metadata["jacobian"]["remarks"]) == 1


def test_a_raw_cell_becomes_text_that_no_page_takes_for_html(submitted: NotebookNode):
    submitted.cells.append(nbformat.v4.new_raw_cell("<script>alert(1)</script>\nx"))
    cell = rebuild(released(), handed_in(submitted)).cells[-1]
    assert cell.cell_type == "markdown"
    assert cell.source == "    <script>alert(1)</script>\n    x\n"


def test_attached_pictures_pass_and_other_attachments_do_not(submitted: NotebookNode):
    file = BytesIO()
    Image.new("RGB", (2, 2)).save(file, "PNG")
    picture = base64.b64encode(file.getvalue()).decode()
    submitted.cells[4].source = "See ![](attachment:a.png)"
    submitted.cells[4]["attachments"] = {
        "a.png": {"image/png": picture},
        "b.svg": {"image/svg+xml": "<svg/>"},
        'c" onerror="x': {"image/png": picture},
        "d.png": {"image/png": "bm8="},
    }
    cell = rebuild(released(), handed_in(submitted)).cells[4]
    assert cell.attachments == {"a.png": {"image/png": picture}}


def test_a_notebook_in_the_older_format_without_cell_ids_stays_valid(submitted: NotebookNode):
    ours = released()
    ours.nbformat_minor = 4
    for cell in ours.cells:
        del cell["id"]
    submitted.cells.append(new_code_cell("added"))
    nbformat.validate(rebuild(ours, handed_in(submitted)))


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["cell_type", "source", "metadata", "nbgrader", "grade_id", "id"]),
            inner,
        )
    ),
    max_leaves=20,
)


@given(st.lists(JUNK, max_size=6))
def test_whatever_is_handed_in_the_check_cells_are_ours(cells: list[object]):
    found = rebuild(released(), json.dumps({"cells": cells}).encode())
    nbformat.validate(found)
    checks = [cell for cell in found.cells if grade_id(cell) == "q"]
    assert [cell.source for cell in checks] == ["check(q.q, J)"]
