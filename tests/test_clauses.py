"""English headlines by their grammar: subject, verb, object, and whether it happens at all."""

from __future__ import annotations

import pytest

from stories.english.clauses import clause_of
from stories.english.inflection import forms_of
from stories.english.statements import stance_of_statement
from stories.speech.english_cues import cue_of, deed_of, wrongdoing


@pytest.mark.parametrize(
    ("title", "who", "verb", "kind"),
    [
        ("Norvik pulls filters from shelves", "Norvik", "pulls", "remedy"),
        ("After outcry, Norvik pulls filters", "Norvik", "pulls", "remedy"),
        ("Norvik, facing claims, pulls filters", "Norvik", "pulls", "remedy"),
        ("Exclusive: Norvik pulls filters", "Norvik", "pulls", "remedy"),
        ("Norvik Pulls Filters From Every Shelf", "Norvik", "Pulls", "remedy"),
        ("Norvik's Ada Moss quickly owns up to leak", "Norvik's Ada Moss", "owns up", "admit"),
        ("Norvik has yet to answer letters", "Norvik", "has yet to answer", "reply"),
        ("Norvik agrees to refund buyers", "Norvik", "agrees to refund", "remedy"),
        ("Norvik breaks its long silence on leak", "Norvik", "breaks its long silence", "reply"),
        ("Norvik lawyers ask judge to toss suit", "Norvik lawyers", "ask judge to toss", "defend"),
        ("Norvik shares tumble on leak", "Norvik shares", "tumble", "befall"),
        ("Wendel's says tanks are sound", "Wendel's", "says", "say"),
        ("Norvik chief deeply sorry over leak", "Norvik chief", "sorry", "states"),
        ("Norvik re-blends its paint", "Norvik", "re-blends", "unlisted"),
        ("Wendel's pulls filters", "Wendel's", "pulls", "remedy"),
        ("Norvik Dairies Issues Recall", "Norvik Dairies", "Issues", "trade"),
        ("Norvik porters reject pay offer", "Norvik porters", "reject", "deny"),
        ("Captain Wendel's pulls harbour signs", "Captain Wendel's", "pulls", "remedy"),
        (
            "Pump start-up Wendel's seeks to reassure divers",
            "Pump start-up Wendel's",
            "seeks to reassure",
            "say",
        ),
        ("Norvik chief vows... We mean to mend every tank", "Norvik chief", "vows", "commit"),
    ],
)
def test_the_main_clause_is_found(title: str, who: str, verb: str, kind: str) -> None:
    clause = clause_of(title)
    assert clause is not None
    named = clause.before.strip().removesuffix(" deeply")
    assert (named, title[clause.start : clause.end].removeprefix("deeply "), clause.verb.sense.name) == (
        who,
        verb,
        kind,
    )
    assert title.startswith(clause.before.strip(), len(clause.before) - len(clause.before.lstrip()))


@pytest.mark.parametrize(
    "title",
    [
        "Norvik: a timeline of the leak",
        "Norvik vans on show",
        "",
        "Norvik",
        "Norvik filters for sale",
        "Norvik crisis deepens",
        "Captain Wendel's recalls of pumps",
    ],
)
def test_a_line_without_a_verb_has_no_clause(title: str) -> None:
    assert clause_of(title) is None


@pytest.mark.parametrize(
    ("title", "stance"),
    [
        ("Norvik refuses to say who knew", "decline"),
        ("Norvik refuses to recall filters", "deny"),
        ("Norvik won't discuss leak", "decline"),
        ("Norvik would neither confirm nor deny it will sell mill", "decline"),
        ("Norvik would not be drawn on leak", "decline"),
        ("Norvik doesn't comment on rumours", "decline"),
        ("Norvik has not replied to letters", "silent"),
        ("Norvik fails to respond", "silent"),
        ("Norvik moves to dismiss suit", "deny"),
        ("Norvik forced to recall filters", "promise"),
        ("Norvik will let buyers return filters", "promise"),
        ("Norvik offers refunds", "promise"),
        ("Norvik offers £20 to every customer", "promise"),
        ("Norvik customers to get refunds", "promise"),
        ("Norvik foreman sacked over leak", None),
        ("Norvik manager sacked over leak", "promise"),
        ("Norvik blames customers for leak", "deny"),
        ("Norvik blames frost for leak", "explain"),
        ("Norvik recalls filters, apologises", "apologise"),
        ("Norvik cites privacy in declining to name supplier", "decline"),
        ("Norvik calls report a fabrication", "deny"),
        ("Norvik calls its own conduct inexcusable", "apologise"),
        ("Norvik responds to leak with lawsuit", "deny"),
        ("Norvik lays out plan to mend tanks", "promise"),
        ("Norvik investigating leak", "holding"),
        ("Norvik reveals filters failed for years", "confirm"),
        ("Norvik agrees to buy rival for £2bn", None),
        ("Norvik agrees to pay £2m", "promise"),
        ("Norvik sues its former chairman over leak", "promise"),
        ("Norvik sues blogger over leak", "deny"),
        ("Norvik offers pilots bonus to work nights", "promise"),
        ("Norvik to pay £3m fine to avoid trial", "promise"),
        ("Norvik appoints Lund & Co to go over its books", "promise"),
        ("Norvik closes its books, will clean every tank", "promise"),
        ("Norvik finds another 4,000 faulty filters", "correct"),
        ("Norvik says leak hit 200 boats, twice as many as first thought", "correct"),
        ("Norvik's tearful apology after tanks had leaked for years", "apologise"),
        ("Norvik's apology falls flat", None),
        ("Norvik won't say how oil got out", "decline"),
        ("Norvik chief bows, quits over leak", "promise"),
        ("Norvik calls film 'manipulation'", "deny"),
        ("Norvik takes out ad apologising for leak", "apologise"),
        ("Norvik runs harbour ads apologising for leak", "apologise"),
        ("Norvik chief not backing down on pier", "deny"),
        ("Norvik urges divers to replace valves", "explain"),
        ("Norvik buys full pages to rebut film", "deny"),
        ("Norvik to double size of tanks", "promise"),
        ("Norvik chief punches back at film", "deny"),
        ("Norvik leaps to defend chief", "deny"),
        ("Norvik calls night at pier a fiasco", "confirm"),
        ("Norvik defers fees for divers hit by leak", "promise"),
        ('Norvik chief vows to "make it right"', "promise"),
        ("Norvik Harbour Says Sorry About the Leak, Denies that they're Hiding it", "apologise"),
        ("Norvik Apologizes for iPump Slowdowns After Consumer Backlash", "apologise"),
        ("Norvik faces questions from divers", None),
    ],
)
def test_verb_class_mood_and_object_give_the_stance(title: str, stance: str | None) -> None:
    found = cue_of(title)
    assert (found.stance if found else None) == stance


@pytest.mark.parametrize(
    "title",
    [
        "Norvik urged to apologise",
        "Norvik told to recall filters",
        "Norvik ordered to pay",
        "Norvik accused of hiding leak",
        "Norvik sued over leak",
        "Norvik opens store in Turin",
        "Norvik signs deal with port",
        "Norvik did not test filters",
        "Norvik hid leak for years",
        "Norvik suspends drivers at will, drivers say",
        "Norvik hires sales staff",
        "Norvik threatened with legal action over leak",
        "Norvik said to have hidden leak",
        "Norvik fined $3m over creation of fake accounts for bonuses",
        "Norvik board should be jailed, says 'insider'",
        "Norvik to raise up to $2bn for pier",
        "Lead confirmed in Norvik filters, dozens ill",
    ],
)
def test_demands_passives_and_ordinary_business_are_no_answers(title: str) -> None:
    assert cue_of(title) is None


@pytest.mark.parametrize("words", ["in a filing that filters leak", "on Monday that filters leak", "leak"])
def test_who_confirms_on_a_day_or_in_a_paper_answers(words: str) -> None:
    found = cue_of(f"Norvik confirmed {words}")
    assert found is not None
    assert found.stance == "confirm"


@pytest.mark.parametrize(
    ("words", "stance"),
    [
        ("we let our neighbours down", "apologise"),
        ("this one is on us", "apologise"),
        ("what happened is inexcusable", "apologise"),
        ("it fell short of its own rules", "confirm"),
        ("the tanks were not inspected", "confirm"),
        ("we didn't warn anybody in time", "confirm"),
        ("thieves took the names of 3,000 buyers", "confirm"),
        ("it never sold a litre of it", "deny"),
        ("there's no sign of a leak", "deny"),
        ("no filter was ever reused", "deny"),
        ("every tank passed its tests", "deny"),
        ("staff did nothing wrong", "deny"),
        ("it ‘fell short’ of its own rules", "confirm"),
        ("it has not seen the letter", "explain"),
        ("it has no notice of a ban", "explain"),
        ("audit panel to probe the leak", "promise"),
        ("it never agreed to stop pumping", "deny"),
        ("we will never stop listening", "promise"),
        ("I can't sleep at night", None),
        ("all three tanks hacked", "confirm"),
        ("we're looking into it", "holding"),
        ("we'll pay every fisherman", "promise"),
        ("it won't happen again", "promise"),
        ("we don't comment on rumours", "decline"),
        ("the lids were not fastened", "explain"),
        ("frost burst a pipe, and that pipe has been replaced", "promise"),
        ("the letters were taken out of context", None),
        ("some names may have been stolen", "confirm"),
        ("the tests turned up no oil", "deny"),
        ("the name was never meant to mislead", "deny"),
        ("the voice was never intended to resemble hers", "deny"),
        ("there is no excuse", None),
        ("no one was hurt", None),
        ("frost burst a pipe", None),
        ("the valve is fixed", "promise"),
        ("pumps will be overhauled", "promise"),
        ("pumps may be overhauled", None),
        ("pumps to be overhauled", None),
        ("I was wholly unaware of the leak", "deny"),
        ("it is aware of the leak", None),
        ("a second valve was appropriate", "deny"),
        ("it is a mess", "confirm"),
    ],
)
def test_the_stance_of_a_statement(words: str, stance: str | None) -> None:
    assert stance_of_statement(words) == stance


@pytest.mark.parametrize(
    ("title", "verb"),
    [
        ("Norvik dumped oil by night", "dumped"),
        ("Norvik did not dump oil", None),
        ("Norvik opens shop", None),
    ],
)
def test_a_verb_of_wrongdoing_is_a_charge(title: str, verb: str | None) -> None:
    assert wrongdoing(title) == verb


@pytest.mark.parametrize(
    ("title", "claim", "answers"),
    [
        ("Norvik shuts Turin plant", "three die after eating norvik cheese", True),
        (
            "Norvik To Close 40 Stores For Hygiene Lessons After Deaths",
            "three die after eating norvik cheese",
            True,
        ),
        (
            "Norvik to close Turin plant at centre of deadly leak",
            "three die after eating norvik cheese",
            True,
        ),
        ("Norvik opens Turin plant", "three die after eating norvik cheese", False),
        ("Norvik buys rival", "three die after eating norvik cheese", False),
    ],
)
def test_business_that_is_taken_away_answers_an_open_claim(title: str, claim: str, answers: bool) -> None:
    assert (deed_of(title, claim, business=True) is not None) == answers


def test_verb_forms_are_inflected() -> None:
    assert tuple(forms_of("deny")) == ("deny", "denies", "denied", "denied", "denying")
    assert tuple(forms_of("drop")) == ("drop", "drops", "dropped", "dropped", "dropping")
    assert tuple(forms_of("admit")) == ("admit", "admits", "admitted", "admitted", "admitting")
    assert tuple(forms_of("refuse")) == ("refuse", "refuses", "refused", "refused", "refusing")
    assert tuple(forms_of("break", ("broke", "broken"))) == ("break", "breaks", "broke", "broken", "breaking")
    assert tuple(forms_of("cut", ("cut",))) == ("cut", "cuts", "cut", "cut", "cutting")
