"""What a question asks for: passages, a decision, a list of items, a case."""

import datetime

import pytest

from app.answer.form import Form, FormKind, asks_for_proposal, form_of
from corpus.language import detect
from index.filters import ANYWHERE, Filter

OCTOBER_14 = Filter(since=datetime.date(2025, 10, 14), until=datetime.date(2025, 10, 14))
BOARD = Filter(body="Tekninen lautakunta")
YEAR = Filter(since=datetime.date(2025, 1, 1), until=datetime.date(2025, 12, 31))
CASES = ("LAPDno-2025-204", "HEL 2024-015391")


@pytest.mark.parametrize(
    ("question", "looked_for", "hinted", "kind"),
    [
        ("mitä esiopetuksen ostopalvelusta päätettiin", None, ANYWHERE, "decided"),
        ("miten kävi Mustamaan katuvaloille", None, ANYWHERE, "decided"),
        ("Hylättiinkö hakemus?", None, ANYWHERE, "decided"),
        ("Godkändes planen?", ("hyväksyä", "suunnitelma"), ANYWHERE, "decided"),
        ("Was the application approved?", ("hakemus", "hyväksyä"), ANYWHERE, "decided"),
        ("viimeisin päätös uimahallista", None, ANYWHERE, "newest"),
        ("Kuka on viimeksi valittu rehtoriksi?", None, ANYWHERE, "newest"),
        ("Who is the technical director?", ("tekninen", "johtaja"), ANYWHERE, "now"),
        ("Vem är ordförande för välfärdsgruppen?", ("puheenjohtaja",), ANYWHERE, "now"),
        ("Kuka on päätetty valita rehtoriksi?", None, ANYWHERE, "newest"),
        ("Mitä jäsen ehdotti katuvaloista?", None, ANYWHERE, "passages"),
        ("Paljonko hanke maksaa?", None, ANYWHERE, "passages"),
        ("Jatkuuko esiopetus syksyllä?", None, ANYWHERE, "yes_no"),
        ("Slutar staden köpa undervisning?", ("kaupunki", "ostaa"), ANYWHERE, "yes_no"),
        ("När börjar skolan?", ("koulu", "alkaa"), ANYWHERE, "passages"),
        ("Is the school going to be closed?", ("koulu", "sulkea"), ANYWHERE, "yes_no"),
        ("Mitä tekninen lautakunta päätti katuvaloista?", None, BOARD, "decided"),
    ],
)
def test_kind_of_a_question(
    question: str, looked_for: tuple[str, ...] | None, hinted: Filter, kind: FormKind
) -> None:
    assert form_of(question, detect(question), looked_for, hinted, CASES) == Form(kind)


@pytest.mark.parametrize(
    ("question", "looked_for", "hinted", "wanted"),
    [
        ("mitä 14.10.2025 päätettiin", None, OCTOBER_14, OCTOBER_14),
        ("Mitkä asiat käsiteltiin 14.10.2025?", None, OCTOBER_14, OCTOBER_14),
        ("mitä tekninen lautakunta on päättänyt 2025", None, BOARD, YEAR.over(BOARD)),
        ("Mitä teknisen lautakunnan kokouksissa päätettiin?", None, BOARD, BOARD),
        ("Vilka ärenden behandlades 14.10.2025?", ("asiat", "käsite"), OCTOBER_14, OCTOBER_14),
        ("Vad beslutade tekniska nämnden?", ("päätös", "tekninen lautakunta"), BOARD, BOARD),
        ("Which items were dealt with on 14 October 2025?", ("nimike",), OCTOBER_14, OCTOBER_14),
        ("What did the technical committee decide?", ("tekninen", "päätti"), BOARD, BOARD),
    ],
)
def test_a_listing_has_a_body_or_a_time_and_no_subject(
    question: str, looked_for: tuple[str, ...] | None, hinted: Filter, wanted: Filter
) -> None:
    assert form_of(question, detect(question), looked_for, hinted, CASES) == Form("listing", wanted)


@pytest.mark.parametrize(
    ("question", "case"),
    [
        ("LAPDno-2025-204", "LAPDno-2025-204"),
        ("Mitä asiassa lapdno 2025-204 on päätetty?", "LAPDno-2025-204"),
        ("HEL 2024-015391", "HEL 2024-015391"),
    ],
)
def test_a_case_number_by_itself_asks_for_the_case(question: str, case: str) -> None:
    assert form_of(question, "fi", None, ANYWHERE, CASES) == Form("case", case=case)


@pytest.mark.parametrize(
    "question",
    ["Paljonko asia LAPDno-2025-204 maksaa kaupungille?", "LAPDno-2025-999", "Mitä ehdotettiin 14.10.2025?"],
)
def test_what_names_a_subject_or_an_unknown_case_asks_for_no_list(question: str) -> None:
    assert form_of(question, "fi", None, ANYWHERE, CASES).kind == "passages"


def test_a_season_of_a_year_is_a_period() -> None:
    spring = Filter(since=datetime.date(2025, 1, 1), until=datetime.date(2025, 5, 31))
    asked = form_of("mitä tekninen lautakunta päätti keväällä 2025", "fi", None, BOARD, ())
    assert asked == Form("listing", spring.over(BOARD))


def test_two_years_are_no_period() -> None:
    assert form_of("mitä lautakunta päätti 2024 tai 2025", "fi", None, BOARD, ()).filter == BOARD


def test_what_was_proposed_is_no_decision() -> None:
    assert form_of("Mitä sillasta päätettiin?", "fi", None, ANYWHERE).kind == "decided"
    assert form_of("Mitä sillasta ehdotettiin päätettäväksi?", "fi", None, ANYWHERE).kind == "passages"


@pytest.mark.parametrize(
    ("question", "proposed"),
    [
        ("Mitä esittelijä ehdotti?", True),
        ("Vad föreslog direktören?", True),
        ("What was proposed?", True),
        ("Sammutetaanko valot?", False),
        ("Vad beslutades om belysningen?", False),
    ],
)
def test_what_was_proposed_can_be_asked_for(question: str, proposed: bool) -> None:
    assert asks_for_proposal(question) is proposed
