"""How raw text is made from a treebank, and how words that are cut otherwise are scored."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.raw_text import Cut, by_component, by_reader, compared, differences, texts
from dragoman.language.encoder.weights import load
from training.corpora import conllu
from training.scheme import Document

ROWS = """# newdoc id = one
# newpar
# text = They don't go.
1\tThey\tthey\tPRON\tPRP\t_\t4\tnsubj\t_\t_
2-3\tdon't\t_\t_\t_\t_\t_\t_\t_\t_
2\tdo\tdo\tAUX\tVBP\t_\t4\taux\t_\t_
3\tn't\tnot\tPART\tRB\t_\t4\tadvmod\t_\t_
4\tgo\tgo\tVERB\tVB\t_\t0\troot\t_\tSpaceAfter=No
5\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_

# text = Stop
1\tStop\tstop\tVERB\tVB\t_\t0\troot\t_\tSpaceAfter=No

# text = !
1\t!\t!\tPUNCT\t.\t_\t0\troot\t_\t_

# newpar
# text = I can't
1\tI\tI\tPRON\tPRP\t_\t2\tnsubj\t_\t_
2-3\tcan't\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No
2\tca\tcan\tAUX\tMD\t_\t0\troot\t_\t_
3\tn't\tnot\tPART\tRB\t_\t2\tadvmod\t_\t_

# text = .
1\t.\t.\tPUNCT\t.\t_\t0\troot\t_\t_

"""


@pytest.fixture
def treebank(tmp_path: Path) -> Path:
    file = tmp_path / "some.conllu"
    file.write_text(ROWS, encoding="utf-8")
    return file


def test_spaces_and_paragraphs_are_those_of_the_treebank(treebank: Path) -> None:
    assert texts(treebank) == {"one": "They don't go. Stop!\n\nI can't."}


def test_a_word_that_is_cut_otherwise_and_all_that_hangs_on_it_are_wrong(treebank: Path) -> None:
    (gold,) = conllu(treebank, "some")
    model = load()
    first = gold.words[:5]
    document = Document("some", "one", first, [0], {k: tags[:5] for k, tags in gold.tags.items()}, gold.pointers)
    right = compared(document, Cut(first, [(0, 5)]), model)
    assert (right["words"], right["gold"], right["found"], right["sentences"]) == (5, 5, 5, 1)
    assert right["uas"] == 5
    glued = compared(document, Cut(["They", "don't", "go."], [(0, 3)]), model)
    assert (glued["words"], glued["gold"], glued["found"], glued["uas"]) == (1, 5, 3, 0)


def test_the_shortest_stretches_that_differ_are_named() -> None:
    gold, found = "an e-mail of ours !!", "an e - mail of ours ! !"
    assert list(differences(gold.split(), found.split())) == [("e-mail", "e - mail"), ("!!", "! !")]
    assert list(differences(gold.split(), gold.split())) == []


def test_both_ways_to_cut_hold_the_whole_text() -> None:
    text = "Capt. Berg left.\n\nThe ferry's late!!"
    for cut in (by_reader(text), by_component(text)):
        assert "".join(cut.words) == "".join(text.split())
        assert cut.bounds[0][0] == 0 and cut.bounds[-1][1] == len(cut.words)
    assert by_reader(text).words[0] == "Capt."
