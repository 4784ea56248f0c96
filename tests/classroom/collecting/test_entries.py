from grader.classroom.collecting.entries import LONGEST_SHOWN, shown


def test_a_path_is_shown_without_what_could_mislead_a_reader():
    assert shown(("a\x1b[31m", "b\u202e\n\t\udcff.ipynb")) == "a[31m/b??.ipynb"
    assert shown(("José", "李.ipynb")) == "José/李.ipynb"


def test_a_long_path_is_cut():
    assert len(shown(("x" * 1000,))) == LONGEST_SHOWN + 1
