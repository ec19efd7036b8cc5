"""The acts as GeoJSON: each where it is, each leading back to its words."""

from __future__ import annotations

import json
from typing import Any

from dragoman.kinds import entries
from dragoman.model import Record, Statement
from dragoman.publish.geojson import export
from tests.factories import talks


def features(record: Record) -> list[dict[str, Any]]:
    found = json.loads("".join(export(record)))
    assert found["type"] == "FeatureCollection"
    return list(found["features"])


def test_every_act_is_a_feature_where_its_place_lies_and_one_without_has_no_geometry() -> None:
    made = talks()
    found = {one["properties"]["entry"]: one for one in features(Record(name="r", readings=(made,)))}
    assert found.keys() == {entry.id for entry in entries(made) if not isinstance(entry, Statement)}
    assert found["m1"]["geometry"] == {"type": "Point", "coordinates": [6.15, 46.2]}  # east, then north
    assert found["m1"]["properties"]["place"] == "Geneva"
    assert (found["v1"]["geometry"], found["v1"]["properties"]["place"]) == (None, "Salt Pass")
    assert (found["c1"]["geometry"], found["c1"]["properties"]["place"]) == (None, None)
    assert {one["type"] for one in found.values()} == {"Feature"}


def test_every_feature_leads_back_to_its_words() -> None:
    made = talks()
    for one in features(Record(name="r", readings=(made,))):
        assert one["properties"]["words"]
        for words in one["properties"]["words"]:
            assert words["document"] == made.document.id
            assert made.document.text[words["start"] : words["end"]] == words["quote"]


def test_a_record_without_acts_is_a_collection_without_features() -> None:
    assert features(Record(name="r")) == []
