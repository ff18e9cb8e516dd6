"""The command line, on the shipped report with the shipped encoder."""

import json
import os
import resource
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from app.commands import terminal
from app.commands.holding import index_command
from app.commands.progress import progress
from corpus.readers import read
from index.building.build import Built
from index.store.stores import FileStore
from tests.support.questions import report_questions
from tests.support.site.command import ROOT, pykala, pykala_alone


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("store")
    done = pykala_alone("index", store=folder)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("1 added; 38 passages, 38 encoded now")
    return folder


QUESTION = "Minkä Ukrainan kaupungin kanssa on allekirjoitettu asiakirja?"
ITEM = "§ 31 Tilannekatsaus Helsingin kaupungin kansainvälisten …"
CITATION = f"{ITEM}, Yhteistyötä useiden eri kaupunkien kanssa, s. 3 (HEL 2024-015391, 2.12.2024)"


def test_the_store_is_taken_before_the_command_and_after_it(store: Path, tmp_path: Path) -> None:
    for before, after in (([str(store)], []), ([], [str(store)]), ([str(tmp_path)], [str(store)])):
        options = [[option for path in paths for option in ("--store", path)] for paths in (before, after)]
        done = pykala(*options[0], "ask", QUESTION, "--top", "1", *options[1], store=tmp_path)
        assert (done.returncode, done.stderr) == (0, "")
        assert CITATION in done.stdout.splitlines()
    for command in (["ask", QUESTION], ["info"], ["show"], ["doctor"]):
        done = pykala("--store", str(tmp_path / "none"), *command, store=store)
        assert (done.returncode, f"{tmp_path / 'none'}: nothing is indexed" in done.stderr) == (1, True)


def test_documents_whose_reading_looks_wrong_are_listed(store: Path) -> None:
    done = pykala("doctor", "--reading", store=store)
    assert (done.returncode, done.stdout) == (0, "0 of 1 documents look wrong somewhere\n")


def test_a_second_index_encodes_nothing(store: Path) -> None:
    done = pykala("index", store=store)
    assert done.stdout.startswith("1 unchanged; 38 passages, 0 encoded now")


def test_an_index_that_is_stopped_says_that_it_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("index.building.build.build", stopped)
    with pytest.raises(KeyboardInterrupt):
        index_command(store=FileStore(tmp_path))
    assert "the same command goes on from here" in capsys.readouterr().err


def test_what_an_earlier_run_encoded_is_told(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    with progress() as tell:
        tell("resume", 26, 38)
    assert "26 of 38 passages are encoded by an earlier run" in capsys.readouterr().err
    terminal.show_built(
        Built(("a",), (), (), (), (), 38, 12, published=True, resumed=26), FileStore(tmp_path)
    )
    assert "38 passages, 12 encoded now, 26 by an earlier run" in capsys.readouterr().out


def test_an_answer_shows_quote_passage_and_citation(store: Path) -> None:
    done = pykala_alone("ask", QUESTION, store=store)
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert lines[0] == "Found"
    assert lines[2:5] == [
        f"{ITEM}, s. 1 (HEL 2024-015391, 2.12.2024)",
        "Noted for information",
        "   Kaupunginhallituksen elinkeinojaosto merkitsi tiedoksi tilannekatsauksen Helsingin kaupungin "
        "kansainvälisten asioiden edistämisestä.",
    ]
    assert lines[6] == (
        "“Strategiakauden aikana on kuitenkin allekirjoitettu yksi yleisempi yhteistyöasiakirja – "
        "ukrainalaisen kaupungin Dnipro kanssa joulukuussa 2023.”"
    )
    assert CITATION in lines


def test_an_answer_as_json_can_be_checked_against_the_source(store: Path) -> None:
    done = pykala("ask", QUESTION, "--json", "--top", "2", store=store)
    found = json.loads(done.stdout)
    assert (found["question"], found["language"], found["looked_for"]) == (QUESTION, "fi", None)
    assert [passage["rank"] for passage in found["passages"]] == [1, 2]
    best = found["passages"][0]
    assert best["citation"] == CITATION
    assert best["section"]["item"] == "§ 31"
    assert best["section"]["path"][-2:] == [
        "Esittelijän perustelut",
        "Yhteistyötä useiden eri kaupunkien kanssa",
    ]
    assert best["pages"] == [3, 3]
    assert (best["document"]["case"], best["document"]["date"]) == ("HEL 2024-015391", "2024-12-02")
    assert best["document"]["body"] == "Kaupunginhallituksen elinkeinojaosto"
    assert best["text"][best["quote"]["start"] : best["quote"]["end"]] == best["quote"]["text"]
    source = Path(best["document"]["path"]).read_text(encoding="utf-8")
    assert "".join(source[start:end] for start, end in best["source_spans"]) == best["text"]


def test_a_question_in_swedish_says_what_was_looked_for(store: Path) -> None:
    done = pykala(
        "ask", "När godkändes riktlinjerna för den internationella verksamheten?", "--json", store=store
    )
    found = json.loads(done.stdout)
    assert found["language"] == "sv"
    assert "kansainvälinen toiminta" in found["looked_for"]
    assert "12.9.2022" in found["passages"][0]["quote"]["text"]


def test_a_twin_is_cited_with_the_hit_it_is_folded_into(store: Path) -> None:
    found = json.loads(pykala("ask", "Mistä numerosta saa lisätietoja?", "--json", store=store).stdout)
    best = found["passages"][0]
    assert "09-310 15266" in best["quote"]["text"]
    assert sorted([best["citation"], *best["also_at"]]) == [
        f"{ITEM}, Lisätiedot, s. {page} (HEL 2024-015391, 2.12.2024)" for page in (1, 6)
    ]


@pytest.mark.parametrize(
    ("options", "titles"),
    [
        (("--part", "päätös"), {"Päätös"}),
        (("--item", "31", "--part", "Tiedoksi", "--from", "2.12.2024", "--to", "2024-12-02"), {"Tiedoksi"}),
        (("--from", "2024-12-03"), set()),
        (("--body", "Kaupunginvaltuusto"), set()),
        (("--document", "helsinki", "--part", "Toimivalta"), {"Toimivalta"}),
    ],
)
def test_filters_limit_what_is_found(store: Path, options: tuple[str, ...], titles: set[str]) -> None:
    found = json.loads(pykala("ask", "Mitä päätettiin?", "--json", *options, store=store).stdout)
    assert {passage["section"]["title"] for passage in found["passages"]} == titles
    assert titles or found["verdict"] == "not_found"


def test_a_batch_is_answered_in_order_a_line_each(store: Path) -> None:
    questions = [row["q"] for row in report_questions()][:5]
    lines = "".join(json.dumps({"q": question}) + "\n" for question in questions)
    done = pykala_alone("ask", "--batch", "-", "--json", "--top", "1", store=store, stdin=lines)
    assert [json.loads(line)["question"] for line in done.stdout.splitlines()] == questions


def test_a_question_that_goes_on_is_understood_with_the_one_before_it(store: Path) -> None:
    first = "Mitä elinkeinojaosto päätti?"
    found = json.loads(pykala("ask", "Millä valtuuksilla?", "--after", first, "--json", store=store).stdout)
    assert found["after"] == first
    assert found["passages"][0]["section"]["title"] == "Toimivalta"
    assert f"going on from: {first}" in pykala("ask", "Entä jäsenet?", "--after", first, store=store).stdout
    alone = json.loads(pykala("ask", QUESTION, "--after", first, "--json", store=store).stdout)
    assert alone == json.loads(pykala("ask", QUESTION, "--json", store=store).stdout)
    assert alone["after"] is None


def test_questions_of_a_batch_may_go_on(store: Path) -> None:
    lines = '{"q": "Miksi ei?", "after": "Voiko päätöksestä valittaa?"}\n{"q": "Miksi ei?"}\n'
    done = pykala("ask", "--batch", "-", "--json", store=store, stdin=lines)
    going_on, alone = map(json.loads, done.stdout.splitlines())
    assert going_on["after"] == "Voiko päätöksestä valittaa?"
    assert going_on["passages"][0]["section"]["title"] == "Muutoksenhaku"
    assert alone["after"] is None
    done = pykala("ask", "--batch", "-", "--json", store=store, stdin='{"q": "Miksi?", "after": 7}\n')
    assert (done.returncode, "line 1: what stands under “after” is no text" in done.stderr) == (1, True)


@pytest.mark.parametrize("line", ["{", '{"x": 1}', '{"q": 7}', "[]"])
def test_a_bad_line_of_a_batch_is_told_by_its_number(store: Path, tmp_path: Path, line: str) -> None:
    batch = tmp_path / "kysymykset.jsonl"
    batch.write_text(f'{{"q": "Kuka esitteli asian?"}}\n{line}\n', encoding="utf-8")
    done = pykala("ask", "--batch", str(batch), "--json", store=store)
    assert done.returncode == 1
    assert len(done.stdout.splitlines()) == 1
    assert f"{batch}, line 2: not a JSON object" in done.stderr


def test_what_reading_did_is_told_above_the_outline(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.md"
    path.write_text(
        "# Kissa\n\nKissa is-\ntuu.\n\nPostiosoite  \nPL 1  \nPuhelin  \n09 1234\n", encoding="utf-8"
    )
    terminal.show_outline(replace(read(path), path="a.pdf"))
    lines = capsys.readouterr().out.splitlines()
    assert lines[2:5] == [
        "put together at ends of lines and pages, 1 word: istuu",
        "taken out of the text, to its end: Yhteystiedot",
        "headings told by their looks",
    ]


def test_outline_and_sections_are_shown(store: Path) -> None:
    outline = pykala("show", "helsinki", store=store).stdout
    assert "      Taustaa  s. 1–2\n" in outline
    assert "    Tiedoksi  s. 7\n" in outline
    section = pykala("show", "helsinki", "--section", "tiedoksi", store=store).stdout
    assert "Kansainvälisen toiminnan koordinaatioryhmä\nKaupunginkanslia\nToimialat\n" in section
    assert "helsinki-elinkeinojaosto-2024-12-02-31.md" in pykala("show", store=store).stdout


def test_info_says_what_is_in_the_store(store: Path) -> None:
    told = pykala("info", store=store).stdout
    assert str(store) in told
    assert "base, 384 wide" in told


def test_an_empty_store_says_what_to_do(tmp_path: Path) -> None:
    done = pykala_alone("ask", "Kuka?", store=tmp_path)
    assert done.returncode == 1
    assert "nothing is indexed here yet; run “pykala index” first" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (("ask", ""), 1, "the question is empty"),
        (("index", "nowhere.md"), 1, "nowhere.md: there is no such file"),
        (("index", "--encoder", "no-such-model"), 1, "no-such-model"),
        (("show", "missing"), 1, "no single document “missing”"),
        (("show", "helsinki", "--section", "Zzz"), 1, "begins with “Zzz”"),
        (("ask",), 2, "give a question"),
        (("ask", "Kuka?", "--top", "0"), 2, "--top"),
        (("dance",), 2, "dance"),
    ],
)
def test_errors_are_told_in_words(store: Path, arguments: tuple[str, ...], status: int, message: str) -> None:
    done = pykala(*arguments, store=store)
    assert done.returncode == status
    assert message in done.stderr
    assert "Traceback" not in done.stderr


def test_asking_imports_no_torch_and_costs_little(store: Path) -> None:
    code = (
        "import sys\n"
        "from app.commands.main import main\n"
        f"sys.argv = ['pykala', 'ask', {QUESTION!r}]\n"
        "try:\n    main()\n"
        "except SystemExit as end:\n    assert not end.code\n"
        "heavy = {'torch', 'sentence_transformers', 'transformers', 'gradio', 'scipy'} & sys.modules.keys()\n"
        "assert not heavy, heavy\n"
        "assert len(sys.modules) < 1000, len(sys.modules)\n"  # some 730, each with its time
    )
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={**os.environ, "PYKALA_STORE": str(store)},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert done.returncode == 0, done.stderr
    assert (after.ru_utime + after.ru_stime) - (
        before.ru_utime + before.ru_stime
    ) < 8  # 2 s where nothing else runs, and more beside others
