"""Outcomes: what became of a proposal, by which votes, and which words are in force."""

from pathlib import Path

import pytest

from corpus.document import Document
from corpus.head import is_agenda
from corpus.minutes.handlings import handlings_of
from corpus.minutes.outcomes.outcome import Outcome, Stretch, outcome_of, outcomes
from corpus.minutes.outcomes.votes import Vote
from corpus.readers import read

FINNISH = "### Päätösehdotus\n\nKunnanhallitus päättää korjata katon.\n\n"
SWEDISH = "### Förslag\n\nStyrelsen beslutar att reparera taket.\n\n"
PROPOSED = {
    FINNISH: "Kunnanhallitus päättää korjata katon.",
    SWEDISH: "Styrelsen beslutar att reparera taket.",
}
MOTION = (
    "### Käsittely\n\nJäsen Matti Virtanen teki seuraavan vastaehdotuksen: Kattoa ei "
    "korjata. Liisa Laine kannatti "
    "Virtasen ehdotusta.\n\nPuheenjohtaja teki seuraavan äänestysesityksen: ne, jotka "
    "kannattavat esittelijän "
    "ehdotusta, äänestävät JAA; ne, jotka kannattavat Virtasen vastaehdotusta, äänestävät EI. "
)


def meeting(folder: Path, parts: str) -> Document:
    path = folder / "tekninen-lautakunta-2025-05-20.md"
    path.write_text(f"# Pöytäkirja\n\n## § 5 Kissatalon katto\n\n{parts}", encoding="utf-8")
    return read(path)


def told(document: Document) -> tuple[Outcome, list[tuple[str, str]]]:
    """The outcome of the only item, and its text in force: whose words, and the words."""
    ((item, outcome),) = outcomes(document).items()
    own = handlings_of(document, item)[-1]
    assert outcome_of(document, own, agenda=is_agenda(document)) == outcome

    def words(stretch: Stretch) -> str:
        return " / ".join(span.of(document.text) for span in stretch.spans)

    return outcome, [(stretch.source, words(stretch)) for stretch in outcome.in_force]


@pytest.mark.parametrize(
    ("proposal", "decision"),
    [
        (FINNISH, "Ehdotus hyväksyttiin."),
        (FINNISH, "Esittelijän ehdotus hyväksyttiin yksimielisesti."),
        (FINNISH, "Päätösesitys hyväksyttiin."),
        (FINNISH, "Hyväksyttiin esitys."),
        (FINNISH, "Hyväksyttiin."),
        (FINNISH, "Kunnanhallitus: Ehdotuksen mukaan."),
        (FINNISH, "Päätös oli ehdotuksen mukainen."),
        (FINNISH, "Kunnanhallitus:\n\nKunnanhallitus hyväksyi yksimielisesti esittelijän ehdotuksen."),
        (FINNISH, "Kunnanhallitus päätti yksimielisesti ehdotuksen mukaisesti."),
        (FINNISH, "Puheenjohtaja totesi, että lautakunta on yksimielisesti hyväksynyt ehdotuksen."),
        (FINNISH, "Ehdotus hyväksyttiin.\n\nMerkittiin, että Matti Virtanen poistui kokouksesta klo 17.05."),
        (FINNISH, "Ehdotus hyväksyttiin.\n\nPöytäkirjamerkintä: Katto on vanha. Lautakunta päätti "
"siitä ennen."),
        (FINNISH, "Jäsen Matti Virtanen ehdotti, että kattoa ei korjata. Ehdotus raukesi "
"kannattamattomana.\n\n"
         "Kunnanhallitus hyväksyi esittelijän ehdotuksen."),
        (FINNISH, "Ehdotus hyväksyttiin.\n\n### Eriävä mielipide\n\nMatti Virtanen: kattoa ei tule korjata."),
        (FINNISH, "Ehdotus hyväksyttiin.\n\n### Esteellisyys\n\nMatti Virtanen poistui."),
        (SWEDISH, "Godkändes enligt förslaget."),
        (SWEDISH, "Förslaget godkändes enhälligt."),
        (SWEDISH, "Beslöts enligt förslaget."),
        (SWEDISH, "Styrelsen beslutade enhälligt enligt föredragandens förslag."),
    ],
)  # fmt: skip
def test_a_proposal_that_was_accepted_is_in_force(tmp_path: Path, proposal: str, decision: str) -> None:
    heading = "Päätös" if proposal == FINNISH else "Beslut"
    outcome, in_force = told(meeting(tmp_path, f"{proposal}### {heading}\n\n{decision}"))
    assert (outcome.kind, outcome.vote, outcome.elected) == ("accepted", None, ())
    assert in_force == [("proposal", PROPOSED[proposal])]


@pytest.mark.parametrize(
    ("kind", "proposal", "decision"),
    [
        ("noted", FINNISH, "Merkittiin tiedoksi."),
        ("tabled", FINNISH, "Asia pantiin pöydälle."),
        ("tabled", FINNISH, "Päätettiin jättää asia pöydälle seuraavaan kokoukseen."),
        ("returned", FINNISH, "Asia palautettiin valmisteluun."),
        ("returned", FINNISH, "Kunnanhallitus päätti palauttaa asian uudelleen valmisteltavaksi."),
        ("withdrawn", FINNISH, "Asia poistettiin esityslistalta."),
        ("withdrawn", FINNISH, "Esittelijä veti asian pois esityslistalta."),
        ("accepted", FINNISH, "Kunnanhallitus päätti korjata katon."),
        ("amended", FINNISH, "Kunnanhallitus päätti korjata katon enintään 50 000 eurolla vuonna 2026."),
        ("rejected", FINNISH, "Ehdotus hylättiin."),
        ("rejected", FINNISH, "Kunnanhallitus ei hyväksynyt ehdotusta."),
        ("noted", SWEDISH, "Antecknades för kännedom."),
        ("tabled", SWEDISH, "Ärendet bordlades."),
        ("returned", SWEDISH, "Ärendet återremitterades."),
        ("withdrawn", SWEDISH, "Ärendet ströks från föredragningslistan."),
        ("accepted", SWEDISH, "Styrelsen beslutade att reparera taket."),
    ],
)
def test_a_decision_in_its_own_words_is_in_force(
    tmp_path: Path, kind: str, proposal: str, decision: str
) -> None:
    heading = "Päätös" if proposal == FINNISH else "Beslut"
    outcome, in_force = told(meeting(tmp_path, f"{proposal}### {heading}\n\n{decision}"))
    assert (outcome.kind, in_force) == (kind, [("decision", decision)])


def test_an_accepted_proposal_that_takes_note_is_noted(tmp_path: Path) -> None:
    text = "Lautakunta merkitsee selvityksen tiedoksi."
    outcome, in_force = told(
        meeting(tmp_path, f"### Ehdotus\n\n{text}\n\n### Päätös\n\nEhdotus hyväksyttiin.")
    )
    assert (outcome.kind, in_force) == ("noted", [("proposal", text)])
    text = "Lautakunta merkitsee selvityksen tiedoksi ja ilmoittaa siitä kaupunginhallitukselle."
    outcome, in_force = told(
        meeting(tmp_path, f"### Ehdotus\n\n{text}\n\n### Päätös\n\nEhdotus hyväksyttiin.")
    )
    assert (outcome.kind, in_force) == ("accepted", [("proposal", text)])


def test_persons_who_were_chosen(tmp_path: Path) -> None:
    text = "Pöytäkirjan tarkastajiksi valittiin Matti Virtanen ja Liisa Laine."
    outcome, in_force = told(meeting(tmp_path, f"### Päätös\n\n{text}"))
    assert (outcome.kind, outcome.elected) == ("elected", ("Matti Virtanen", "Liisa Laine"))
    assert in_force == [("decision", text)]
    outcome, _ = told(
        meeting(tmp_path, "### Beslut\n\nTill protokolljusterare valdes Anna Ek och Lars Berg.")
    )
    assert (outcome.kind, outcome.elected) == ("elected", ("Anna Ek", "Lars Berg"))


@pytest.mark.parametrize(
    ("text", "elected"),
    [
        (
            "Lautakunta päätti valita virkaan Maija Mäen. Maija Mäki täyttää ehdot.\n\n"
            "2. varasijalle valitaan Liisa Laine.",
            ("Maija Mäen",),
        ),
        ("Virkaan valittiin Maija Mäki ja varalle Liisa Laine.", ("Maija Mäki",)),
        ("Jäseniksi valittiin Matti Mäki ja Matti Mäkelä.", ("Matti Mäki", "Matti Mäkelä")),
    ],
)
def test_each_person_is_one_and_nobody_in_reserve_is_chosen(
    tmp_path: Path, text: str, elected: tuple[str, ...]
) -> None:
    outcome, _ = told(meeting(tmp_path, f"### Päätös\n\n{text}"))
    assert (outcome.kind, outcome.elected) == ("elected", elected)


def test_how_a_vote_is_taken_is_not_in_force(tmp_path: Path) -> None:
    own = "Lautakunta päätti, että katto korjataan keväällä."
    told_so = "Lautakunta päätti, että äänestys suoritetaan nimenhuutoäänestyksenä."
    outcome, in_force = told(meeting(tmp_path, f"{FINNISH}### Päätös\n\n{told_so}\n\n{own}"))
    assert (outcome.kind, in_force) == ("amended", [("decision", own)])


@pytest.mark.parametrize(
    ("decision", "kind", "vote", "in_force"),
    [
        (
            "Äänestyksessä annettiin 6 JAA-ääntä ja 3 EI-ääntä.\n\n### Päätös\n\nEsittelijän "
            "ehdotus hyväksyttiin.",
            "accepted",
            Vote(6, 3),
            [("proposal", PROPOSED[FINNISH])],
        ),
        (
            "Äänestyksessä annettiin 3 JAA-ääntä, 6 EIääntä ja 1 tyhjä.\n\n### Päätös\n\n"
            "Virtasen ehdotus hyväksyttiin.",
            "rejected",
            Vote(3, 6, 1),
            [("counterproposal", "Kattoa ei korjata.")],
        ),
        (
            "Äänestyksessä annettiin 3 JAA-ääntä ja 6 EI-ääntä.\n\n### Päätös\n\nKunnanhallitus "
            "päätti, ettei kattoa "
            "korjata.",
            "rejected",
            Vote(3, 6),
            [("decision", "Kunnanhallitus päätti, ettei kattoa korjata.")],
        ),
        (
            "Äänestyksessä annettiin 5 JAA-ääntä ja 5 EI-ääntä.\n\n### Päätös\n\nÄänestys päättyi tasan.",
            "unknown",
            Vote(5, 5),
            [],
        ),
    ],
)
def test_a_vote_says_what_is_in_force(
    tmp_path: Path, decision: str, kind: str, vote: Vote, in_force: list[tuple[str, str]]
) -> None:
    outcome, found = told(meeting(tmp_path, FINNISH + MOTION + decision))
    assert (outcome.kind, outcome.vote, found) == (kind, vote, in_force)


def test_a_motion_in_swedish(tmp_path: Path) -> None:
    outcome, in_force = told(
        meeting(
            tmp_path,
            f"{SWEDISH}### Behandling\n\nLedamot Anna Ek föreslog att taket inte repareras. Lars "
            f"Berg understödde förslaget. De som understöder föredragandens förslag röstar JA, de "
            f"som understöder Eks motförslag röstar NEJ. Omröstning: 3 JA-röster, 6 NEJ-röster, 1 "
            f"blank.\n\n### Beslut\n\nEks motförslag blev styrelsens beslut.",
        )
    )
    assert (outcome.kind, outcome.vote) == ("rejected", Vote(3, 6, 1))
    assert in_force == [("counterproposal", "taket inte repareras.")]


def test_of_two_motions_the_one_that_won_is_in_force(tmp_path: Path) -> None:
    discussion = (
        "### Käsittely\n\nMatti Virtanen teki vastaehdotuksen, että katto maalataan. Liisa "
        "Laine kannatti.\n\n"
        "Eeva Niemi teki vastaehdotuksen, että katto puretaan. Pekka Salo kannatti.\n\n### Päätös\n\n"
    )
    won = "Lautakunnan päätökseksi tuli Eeva Niemen vastaehdotus äänin 7–2."
    outcome, in_force = told(meeting(tmp_path, FINNISH + discussion + won))
    assert (outcome.kind, outcome.vote) == ("rejected", Vote(7, 2))
    assert in_force == [("counterproposal", "katto puretaan.")]
    outcome, in_force = told(meeting(tmp_path, f"{FINNISH}{discussion}Vastaehdotus hyväksyttiin."))
    assert (outcome.kind, in_force) == ("rejected", [])


def test_a_proposal_that_its_presenter_changed_is_not_in_force(tmp_path: Path) -> None:
    change = "Esittelijä muutti ehdotustaan siten, että katto korjataan vuonna 2027."
    outcome, in_force = told(
        meeting(tmp_path, f"{FINNISH}### Käsittely\n\n{change}\n\n### Päätös\n\nEhdotus hyväksyttiin.")
    )
    assert (outcome.kind, in_force[0]) == ("amended", ("decision", change))
    outcome, in_force = told(
        meeting(tmp_path, f"{FINNISH}### Päätös\n\nLautakunta hyväksyi muutetun ehdotuksen.")
    )
    assert (outcome.kind, in_force) == ("amended", [])
    change = change.replace("katto korjataan vuonna 2027", "asia palautetaan valmisteluun")
    outcome, in_force = told(
        meeting(tmp_path, f"{FINNISH}### Päätös\n\n{change} Hyväksyttiin muutettu ehdotus.")
    )
    assert outcome.kind == "returned"


def test_points_that_were_not_changed_stand_as_they_were_proposed(tmp_path: Path) -> None:
    outcome, in_force = told(
        meeting(
            tmp_path,
            "### Ehdotus\n\nLautakunta päättää\n\n1. Katto korjataan.\n\n2. Työ alkaa "
            "keväällä.\n\n### Päätös\n\nLautakunta hyväksyi ehdotuksen siten muutettuna, että "
            "kohta 2:\n\n2. Työ alkaa syksyllä.",
        )
    )
    assert outcome.kind == "amended"
    assert in_force == [("decision", "2. Työ alkaa syksyllä."), ("proposal", "1. Katto korjataan.")]


def test_what_was_added_to_an_accepted_proposal(tmp_path: Path) -> None:
    text = "Lautakunta hyväksyi esityksen ja päätti lisäksi, että työ aloitetaan keväällä."
    outcome, in_force = told(meeting(tmp_path, f"{FINNISH}### Päätös\n\n{text}"))
    assert (outcome.kind, in_force) == ("amended", [("proposal", PROPOSED[FINNISH]), ("decision", text)])


def test_without_a_decision_nothing_is_known(tmp_path: Path) -> None:
    assert told(meeting(tmp_path, FINNISH)) == (Outcome("unknown"), [])
    assert told(meeting(tmp_path, "Ei muita asioita.")) == (Outcome("unknown"), [])


def test_a_decision_whose_heading_was_lost_ends_the_proposal(tmp_path: Path) -> None:
    outcome, in_force = told(
        meeting(tmp_path, f"{FINNISH}Kunnanhallitus hyväksyi kunnanjohtajan ehdotuksen.")
    )
    assert (outcome.kind, in_force) == ("accepted", [("proposal", PROPOSED[FINNISH])])


def test_only_the_meetings_own_handling_counts(tmp_path: Path) -> None:
    outcome, in_force = told(
        meeting(
            tmp_path,
            "### Tekninen lautakunta, 18.02.2025, § 19\n\n#### Ehdotus\n\nLautakunta hylkää "
            "anomuksen.\n\n#### Päätös\n\nÄänestyksessä annettiin 6 JAA-ääntä ja 3 EI-ääntä. "
            "Lautakunta palautti asian valmisteluun.\n\n### Tekninen lautakunta, 20.05.2025, § "
            "5\n\n#### Ehdotus\n\nLautakunta hyväksyy anomuksen.\n\n#### Päätös\n\nLautakunta "
            "hyväksyi ehdotuksen.",
        )
    )
    assert (outcome.kind, outcome.vote) == ("accepted", None)
    assert in_force == [("proposal", "Lautakunta hyväksyy anomuksen.")]


def test_a_decision_before_its_proposal_and_a_history_behind_it(tmp_path: Path) -> None:
    outcome, in_force = told(
        meeting(
            tmp_path,
            "### Päätös\n\nKaupunginhallitus päätti korjata katon.\n\n### Päätösehdotus\n\n"
            "Päätös on ehdotuksen mukainen.\n\n### Päätöshistoria\n\n### Tekninen lautakunta "
            "02.12.2024 § 349\n\n### Päätös\n\nLautakunta päätti purkaa katon.",
        )
    )
    assert (outcome.kind, in_force) == ("accepted", [("decision", "Kaupunginhallitus päätti korjata katon.")])


def test_what_an_agenda_proposes_is_no_outcome(tmp_path: Path) -> None:
    assert told(meeting(tmp_path, FINNISH)) == (Outcome("unknown"), [])
    path = tmp_path / "esityslista.md"
    path.write_text(f"# Esityslista\n\n## § 5 Kissatalon katto\n\n{FINNISH}", encoding="utf-8")
    assert told(read(path)) == (Outcome("proposed"), [])


def test_outcomes_of_no_minutes(tmp_path: Path) -> None:
    path = tmp_path / "opas.md"
    path.write_text("# Opas\n\n## Päätös\n\nTehdään hyvin.", encoding="utf-8")
    assert outcomes(read(path)) == {}
