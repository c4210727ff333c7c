"""The weights can be edited, and say where they are wrong."""

import pytest

from kg.errors import DataError
from kg.resolve.weights import FEATURES, FILE, load_weights


def test_every_feature_has_a_weight_and_a_place_in_the_sum():
    weights = load_weights()
    assert weights.weights.keys() == FEATURES
    assert weights.score({}) == weights.start
    assert weights.score({"same word": 1.0}) == pytest.approx(weights.start + weights.weights["same word"])


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("same word:", "same wrod:", "same wrod"),
        ("start: -", "begin: -", "begin"),
        ("slack: 2", "slack: two", "'two' is no number"),
        ("start: -", "start: [", "not YAML"),
    ],
)
def test_a_fault_is_named(tmp_path, old, new, complaint):
    path = tmp_path / "weights.yaml"
    path.write_text(FILE.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DataError, match=complaint):
        load_weights(path)
