"""Term weights by rarity among the active items and by background frequency."""

import pytest

from stories.grouping.vocabulary import Vocabularies
from stories.text import term_extraction


def test_a_common_word_weighs_less_than_a_rare_one_before_anything_is_read() -> None:
    weights = Vocabularies()["en"].weigh({"important": 1.0, "quinc": 1.0})
    assert weights["important"] < weights["quinc"]


def test_where_it_is_not_known_how_common_words_are_they_weigh_the_same_at_first() -> None:
    weights = Vocabularies()["sl"].weigh({"pomemb": 1.0, "kutina": 1.0})
    assert weights["pomemb"] == weights["kutina"]


def test_what_many_items_of_these_days_hold_weighs_less() -> None:
    vocabulary = Vocabularies()["en"]
    for group in range(1, 50):
        vocabulary.add(("quinc",), group, ())
    weights = vocabulary.weigh({"quinc": 1.0, "medlar": 1.0})
    assert weights["quinc"] < weights["medlar"]


@pytest.mark.parametrize("often", [1, 100_000])
def test_nothing_weighs_nothing_or_less(often: int) -> None:
    vocabulary = Vocabularies()["en"]
    vocabulary.items = often
    weights = vocabulary.weigh(dict.fromkeys(term_extraction.common("en"), 1.0))
    assert all(weight > 0 for weight in weights.values())


def test_words_of_one_idea_are_as_common_as_all_of_them_together() -> None:
    often = term_extraction.common("en")
    (car,), (vehicle,) = (set(term_extraction.terms(word, "en")) for word in ("car", "vehicle"))
    assert car == vehicle
    assert often[car] > 10**4.9
