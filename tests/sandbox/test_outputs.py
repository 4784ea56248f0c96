from nbformat import validate
from nbformat.v4 import new_code_cell, new_notebook

from grader.sandbox.outputs import ROOM, STOPPED, Outputs, stopped
from grader.sandbox.records import Record

PICTURE = {"output_type": "display_data", "data": {"text/plain": "old"}, "metadata": {}}


def shown(outputs: list) -> list[str]:
    return [output.data["text/plain"] for output in outputs]


def update(display_id: str, text: str) -> dict[str, object]:
    return {"display_id": display_id, "data": {"text/plain": text}, "metadata": {"m": 1}}


def test_outputs_keep_their_order_and_make_a_valid_notebook():
    record = Record(
        0,
        1,
        (
            {"output_type": "stream", "name": "stdout", "text": "a\n"},
            PICTURE | {"display_id": None},
            {
                "output_type": "execute_result",
                "data": {"application/json": [1]},
                "metadata": {},
                "execution_count": 1,
            },
            {"output_type": "error", "ename": "E", "evalue": "v", "traceback": []},
        ),
    )
    outputs = Outputs().of(record)
    kinds = [output.output_type for output in outputs]
    assert kinds == ["stream", "display_data", "execute_result", "error"]
    validate(new_notebook(cells=[new_code_cell("x", outputs=outputs, execution_count=1)]))


def test_json_in_an_output_stays_plain():
    """Each object would take several times the memory, outside the walls."""
    shown = {"application/json": [{}]}
    (output,) = Outputs().of(Record(0, 1, [PICTURE | {"data": shown, "display_id": None}]))
    assert type(output.data["application/json"][0]) is dict


def test_an_update_reaches_every_display_of_its_name_in_earlier_cells():
    outputs = Outputs()
    first = outputs.of(Record(0, 1, [PICTURE | {"display_id": "d"}, PICTURE | {"display_id": "e"}]))
    again = outputs.of(Record(1, 2, [PICTURE | {"display_id": "d"}], [update("d", "new")]))
    assert shown(first) == ["new", "old"]
    assert shown(again) == ["new"]
    assert first[0].metadata == {"m": 1}


def test_updates_of_thousands_of_displays_take_neither_time_nor_room():
    outputs, displays = Outputs(), [PICTURE | {"display_id": "d"}] * 20_000
    many = outputs.of(Record(0, 1, displays, [update("d", f"{n}") for n in range(20_000)]))
    assert many[0].data["text/plain"] == "19999"
    large = outputs.of(Record(1, 2, displays, [update("d", "x" * 500_000)]))
    assert len(many[0].data["text/plain"]) == 500_000
    assert sum(len(text) for text in shown([*many, *large])) < 2_000_000 + ROOM


def test_one_display_is_updated_without_end():
    outputs = Outputs()
    (only,) = outputs.of(Record(0, 1, [PICTURE | {"display_id": "d"}]))
    for number in range(10):
        outputs.of(Record(number + 1, 1, (), [update("d", f"{number}" * ROOM)]))
    assert only.data["text/plain"] == "9" * ROOM


def test_an_update_without_a_display_changes_nothing():
    assert Outputs().of(Record(0, 1, (), [update("missing", "new")])) == []


def test_two_notebooks_share_no_displays():
    first = Outputs().of(Record(0, 1, [PICTURE | {"display_id": "d"}]))
    Outputs().of(Record(0, 1, (), [update("d", "new")]))
    assert shown(first) == ["old"]


def test_a_cell_after_a_fault_says_why_it_did_not_run():
    lost = stopped("it ran longer than 5 s", fault=1, cell=3)
    assert lost.ename == STOPPED
    assert "stopped in an earlier cell, because it ran longer than 5 s" in lost.evalue
    assert lost.traceback == [f"{STOPPED}: {lost.evalue}"]
