"""Term weights by rarity among the active items and by background frequency."""

import pytest

from stories.grouping.vocabulary import Vocabularies
from stories.text import term_extraction


def test_a_common_word_weighs_less_than_a_rare_one_before_anything_is_read() -> None:
    weights = Vocabularies()["en"].weigh({"important": 1.0, "quinc": 1.0})
    assert weights["important"] < weights["quinc"]


def test_without_background_frequencies_words_weigh_the_same_at_first() -> None:
    weights = Vocabularies()["sl"].weigh({"pomemb": 1.0, "kutina": 1.0})
    assert weights["pomemb"] == weights["kutina"]


def test_terms_of_many_recent_items_weigh_less() -> None:
    vocabulary = Vocabularies()["en"]
    for group in range(1, 50):
        vocabulary.add(("quinc",), group, ())
    weights = vocabulary.weigh({"quinc": 1.0, "medlar": 1.0})
    assert weights["quinc"] < weights["medlar"]


@pytest.mark.parametrize("often", [1, 100_000])
def test_all_weights_are_positive(often: int) -> None:
    vocabulary = Vocabularies()["en"]
    vocabulary.items = often
    weights = vocabulary.weigh(dict.fromkeys(term_extraction.common("en"), 1.0))
    assert all(weight > 0 for weight in weights.values())


def test_a_concept_is_as_common_as_its_words_together() -> None:
    often = term_extraction.common("en")
    (car,), (vehicle,) = (set(term_extraction.terms(word, "en")) for word in ("car", "vehicle"))
    assert car == vehicle
    assert often[car] > 10**4.9
