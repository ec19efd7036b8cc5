from __future__ import annotations

import json
from pathlib import Path

from training import corpora
from training.scheme import NOTHING, Document

CONLLU = """# newdoc id = GUM_news_summit
# sent_id = 1
1\tKim\tKim\tPROPN\tNNP\t_\t2\tnsubj\t_\t_
2\tagreed\tagree\tVERB\tVBD\t_\t0\troot\t_\t_

# sent_id = 2
1-2\tIt's\t_\t_\t_\t_\t_\t_\t_\t_
1\tIt\tit\tPRON\tPRP\t_\t3\tnsubj\t_\t_
2\t's\tbe\tAUX\tVBZ\t_\t3\tcop\t_\t_
3\ttrue\ttrue\tADJ\tJJ\t_\t0\troot\t_\t_

"""


def read_conllu(tmp_path: Path) -> Document:
    path = tmp_path / "x.conllu"
    path.write_text(CONLLU, encoding="utf-8")
    return corpora.conllu(path, "gum")[0]


def test_conllu(tmp_path: Path) -> None:
    document = read_conllu(tmp_path)
    assert document.words == ["Kim", "agreed", "It", "'s", "true"]
    assert document.bounds() == [(0, 2), (2, 5)]
    assert document.pointers["arc"] == {0: (1,), 1: (NOTHING,), 2: (4,), 3: (4,), 4: (NOTHING,)}
    assert document.tags["sentence"] == ["start", "inside", "start", "inside", "inside"]


def test_non_commercial_genres_are_known_by_name() -> None:
    assert corpora.is_free("GUM_news_summit")
    assert not corpora.is_free("GUM_fiction_moon")
    assert corpora.is_free("weblog-juancole")


def test_heads_of_mentions_and_their_antecedents(tmp_path: Path) -> None:
    document = read_conllu(tmp_path)
    path = tmp_path / "coref.jsonl"
    record = {"doc": document.name, "tokens": document.words, "clusters": [[[0, 0], [2, 2]]]}
    path.write_text(json.dumps(record) + "\n", encoding="utf-8")
    corpora.add_coreference([document], path)
    assert document.tags["mention"] == ["yes", "no", "yes", "no", "no"]
    assert document.pointers["antecedent"] == {0: (NOTHING,), 2: (0,)}
    assert corpora.head_of(document, 2, 5) == 4


def test_attribution_roles_and_links(tmp_path: Path) -> None:
    text = "“Yes,” Moon said, “soon.”"
    record = {
        "id": "a", "text": text, "tokens": None, "sentences": None,
        "attributions": [{"source": [[7, 11]], "cue": [[12, 16]], "content": [[0, 6], [18, 25]]}],
    }  # fmt: skip
    path = tmp_path / "polnear.jsonl"
    path.write_text(json.dumps(record) + "\n", encoding="utf-8")
    document = corpora.attributed(path)[0]
    roles = dict(zip(document.words, document.tags["role"], strict=True))
    assert roles["“"] == "B-CONTENT"  # the second piece begins anew
    assert (roles["Moon"], roles["said"], roles["soon"]) == ("B-SOURCE", "B-CUE", "I-CONTENT")
    said, moon = document.words.index("said"), document.words.index("Moon")
    assert document.pointers["link"][said] == (moon,)
    assert all(document.pointers["link"][i] == (said,) for i, w in enumerate(document.words) if w in ("Yes", "soon"))


def test_marks_of_actor_and_recipient_come_off() -> None:
    words, held = corpora.strip_marks("<s>Kim Jong-un</s> invited <t>inspectors</t>.")
    assert words == ["Kim", "Jong", "-", "un", "invited", "inspectors", "."]
    assert held == {"s": [0, 1, 2, 3], "t": [5]}
