"""Which office and which organisation an English text gives a speaker, and that those of others are not his."""

import pytest
import readers


@pytest.mark.parametrize(
    ("text", "speaker", "role", "organisation"),
    [
        (
            "“The river is low,” said Ines Calder, a sociologist at Marlow University.",
            "Ines Calder",
            "sociologist",
            "Marlow University",
        ),
        (
            "Tom Reave, program administrator for the Harbour Fund at Quill College, said the money was gone.",
            "Tom Reave",
            "program administrator",
            "Harbour Fund",
        ),
        ("Councilmember Dora Finch said the plan would wait until May.", "Dora Finch", "Councilmember", None),
        ("Halden Air boss Rory Quill said the summer would be busy.", "Rory Quill", "boss", "Halden Air"),
        (
            "Iris Calloway, dean of Quill College, said the hall would stay shut.",
            "Iris Calloway",
            "dean",
            "Quill College",
        ),
        (
            "Assemblymember Luis Ortega said that rents had doubled in the valley.",
            "Luis Ortega",
            "Assemblymember",
            None,
        ),
        (
            "Nora Pell left the court at noon. “We did nothing wrong,” she said, and she and her lawyers said they would appeal.",
            "Nora Pell",
            None,
            None,
        ),
        (
            "White House advisers say the talks will go on until Friday.",
            "White House advisers",
            "advisers",
            None,
        ),
        ("Teachers unions said that the offer was an insult to the schools.", "Teachers unions", None, None),
        (
            "Wong Hau-yip, the commander of the harbour district, said: “They must leave the pier by noon.”",
            "Wong Hau-yip",
            "commander",
            None,
        ),
        ("Tarn Bank's Ida Moss said that regulators would take notes.", "Ida Moss", None, "Tarn Bank"),
        ("“We fell short,” said Tom Lund of the Bank of England.", "Tom Lund", None, "Bank of England"),
        (
            "Grab Asia managing director Nora Pell told reporters it was wrong. She said the firm would pay.",
            "Nora Pell",
            "managing director",
            "Grab Asia",
        ),
    ],
)
def test_a_speaker_has_the_office_that_the_text_gives_him(text, speaker, role, organisation):
    quotes = readers.quotes(text, lang="en")
    assert quotes
    assert {(quote["speaker"], quote["role"], quote["organisation"]) for quote in quotes} == {
        (speaker, role, organisation)
    }
