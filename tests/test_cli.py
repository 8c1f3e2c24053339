from __future__ import annotations

import gzip
import io
import json
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from unittest.mock import Mock

import pytest

from khmertext import Segmenter
from khmertext.cli import main
from support import needs_trainer

SEED = str(Path(__file__).parent.parent / "seeds" / "kandal-wccc-2024-07-31.txt")


@pytest.fixture
def stdin(monkeypatch: pytest.MonkeyPatch):
    """Feeds bytes to standard input."""

    def feed(data: str | bytes) -> None:
        data = data.encode() if isinstance(data, str) else data
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))

    return feed


def run(capsys: pytest.CaptureFixture[str], *argv: str) -> str:
    assert main(list(argv)) == 0
    captured = capsys.readouterr()
    assert captured.err == ""
    return captured.out


def fails(capsys: pytest.CaptureFixture[str], *argv: str) -> str:
    """Exit status 2 and one line; returns the line."""
    assert main(list(argv)) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    (line,) = captured.err.splitlines()
    return line


def test_report_of_the_seed(capsys: pytest.CaptureFixture[str]) -> None:
    out = run(capsys, "analyze", SEED)
    assert "2,884 code points" in out
    assert "NORMALIZED (9)" in out
    assert "2230:2232  ◌ំុ → ◌ុំ" in out
    assert "SENTENCES" not in out
    assert "SENTENCES (14)" in run(capsys, "analyze", "--words", SEED)
    assert "គ.ក.ស.ក  គណៈកម្មាធិការពិគ្រោះយោបល់កិច្ចការស្ត្រី និងកុមារ (defined in the text)" in out
    assert "198:206    គ.ក.ស .ក" in out
    assert "289:296    គ.ក.ស.ក, defined here: long form 239:287" in out
    assert "(from the gazetteer, not from the text)" in out
    assert "2024-07-31" in out
    assert "2024-07-01/2024-12-31" in out


def test_the_last_line_of_reports_says_which_core_runs(
    capsys: pytest.CaptureFixture[str],
) -> None:
    from khmertext.segmentation import core

    lines = run(capsys, "analyze", SEED, SEED).splitlines()
    assert [line for line in lines if core() in line] == [lines[-1]]
    assert lines[-1] == run(capsys, "--version").replace("0.", "khmertext 0.", 1).strip()
    assert core() not in run(capsys, "analyze", "--json", SEED)


@pytest.mark.parametrize(
    ("terminal", "settings", "coloured"),
    [
        (True, {}, True),
        (True, {"NO_COLOR": "1"}, False),
        (True, {"NO_COLOR": ""}, True),
        (True, {"TERM": "dumb"}, False),
        (False, {}, False),
    ],
)
def test_colour_is_for_terminals(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    terminal: bool,
    settings: dict[str, str],
    coloured: bool,
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: terminal)
    assert ("\x1b[" in run(capsys, "analyze", SEED)) == coloured
    run(capsys, "analyze", "-o", str(tmp_path / "report"), SEED)
    assert "\x1b" not in (tmp_path / "report").read_text("utf-8")


def test_report_as_json(capsys: pytest.CaptureFixture[str], seed: str) -> None:
    record = json.loads(run(capsys, "analyze", "--json", SEED))
    assert record["text"] == seed
    assert "".join(token["text"] for token in record["tokens"]) == seed
    assert [edit["start"] for edit in record["edits"]][:2] == [2183, 2202]


def test_lines_are_documents_of_their_own(capsys: pytest.CaptureFixture[str], stdin) -> None:
    stdin("ក\nខ\n")
    out = run(capsys, "analyze", "--json", "--lines")
    assert [json.loads(line)["text"] for line in out.splitlines()] == ["ក\n", "ខ\n"]


@pytest.mark.parametrize(
    ("argv", "given", "expected"),
    [
        (["normalize"], "ឃំុ\r\nឣោយ", "ឃុំ\r\nអោយ"),
        (["normalize", "--level", "search"], "ABC ១២ \n", "abc 12\n"),
        (["normalize", "--coeng-da", "ta"], "កណ្ដាល", "កណ្តាល"),
        (["modernize"], "គេសំរេចចិត្ត\n", "គេសម្រេចចិត្ត\n"),
        (["clusters"], "ស្ត្រី\n", "ស្ត្រី\n"),
        (["clusters", "--sep", " "], "កុមារ\n", "កុ មា រ\n"),
        (["segment"], "គ.ជ.ប ២០២៤\n", "គ.ជ.ប| |២០២៤\n"),
        (["sentences"], "ខ្ញុំទៅ។ គេមក។\n", "ខ្ញុំទៅ។ \nគេមក។\n"),
        (["numbers"], "ប្រាក់ ៥លានរៀល\n", "7:14\t៥លានរៀល\tmoney\t5000000\tKHR\n"),
        (["acronyms"], "\nគ.ជ.ប\n", "1:6\tគ.ជ.ប\tគ.ជ.ប\torg\tគណៈកម្មាធិការជាតិរៀបចំការបោះឆ្នោត\tgazetteer\n"),
        (["dates"], "\nថ្ងៃទី៣១ ខែកក្កដា ឆ្នាំ២០២៤", "1:28\tថ្ងៃទី៣១ ខែកក្កដា ឆ្នាំ២០២៤\tday\t2024-07-31\t\n"),
        (["diagnose"], "\n\nា", "2:3\tា\t"),
        (["modernize", "--give", "ឲ្យ"], "ធ្វើអោយ\n", "ធ្វើឲ្យ\n"),
        (["breaks", "--mark", "|"], "ខ្ញុំទៅផ្សារ\n", "ខ្ញុំ|ទៅ|ផ្សារ\n"),
        (["breaks", "--html"], "<b>ខ្ញុំទៅ</b>\n", "<b>ខ្ញុំ<wbr>ទៅ</b>\n"),
        (["chunks", "--max-length", "9"], "ខ្ញុំទៅផ្សារ\n", "ខ្ញុំទៅ\n\nផ្សារ\n"),
        (["terms"], "សាលារៀន\n", "0:7\tសាលារៀន\t0\n0:4\tសាលា\t0\n4:7\tរៀន\t1\n"),
        (["terms", "--query"], "សាលារៀន\n", "0:4\tសាលា\t0\n4:7\tរៀន\t1\n"),
        (["redact", "--kinds", "email"], "a@b.com\n", "▮\n"),
        (["remove-word-spaces"], "ខ្ញុំ ទៅ ផ្សារ\n", "ខ្ញុំទៅផ្សារ\n"),
        (["sort"], "ខ\nក្រ\nកា\n", "កា\nក្រ\nខ\n"),
        (["sort"], "ខ\r\n\r\nក\r\n", "\r\nក\r\nខ\r\n"),
        (["sort", "--reverse"], "ខ\nក្រ\nកា\n", "ខ\nក្រ\nកា\n"),
        (["sort"], "ខ\r\nក", "ក\r\nខ\r\n"),
        (["sort", "--csv", "b"], "a,b\n1,ខ\n2,\n3,ក\n", "a,b\n2,\n3,ក\n1,ខ\n"),
        (["sort", "--jsonl", "a"], '{"a": "ខ"}\n{"a": "ក"}\n', '{"a": "ក"}\n{"a": "ខ"}\n'),
        (["normalize", "--csv", "b"], "a,b\r\n1,ក\r\n", "a,b\r\n1,ក\r\n"),
        (["normalize", "--csv", "b"], '"a,c,d";b\n1;ក\n', "a,c,d;b\n1;ក\n"),
        (["modernize", "--diff", "--csv", "a"], "a\nទៅ\nសំរេច\n", "a\nសម្រេច\n"),
        (["modernize", "--diff", "--jsonl", "a"], '{"a": "ទៅ"}\n', ""),
        (["modernize", "--diff", "--json"], "ទៅ\n", ""),
        (["khmer-share"], "ខ្មែរ abc\n", "0.5000\t-\n"),
        (["khmer-share", "--lines"], "ទៅ\nok ទៅ\n\n", "1.0000\tទៅ\n0.3333\tok ទៅ\n0.0000\t\n"),
        (["khmer-share", "--json"], "ខ្មែរ abc\n", '{"file": "-", "khmer-share": 0.5000}\n'),
        (["khmer-share", "--lines", "--json"], "ទៅ\n", '{"text": "ទៅ", "khmer-share": 1.0000}\n'),
        (["normalize", "--csv", "a"], "a\nឣ\n\nខ\n", 'a\nអ\n""\nខ\n'),
        (["khmer-share", "--csv", "b"], "a,b\n1,ok ទៅ\n2,\n", "a,b,khmer-share\n1,ok ទៅ,0.3333\n2,,\n"),
        (
            ["khmer-share", "--jsonl", "a"],
            '{"a": "ok ទៅ"}\n{"a": null}\n',
            '{"a": "ok ទៅ", "khmer-share": 0.3333}\n{"a": null, "khmer-share": null}\n',
        ),
        (["diagnose", "--confusables"], "ឧិ\n", "0:2\tឧិ\tconfusable\t"),
    ],
    ids=lambda value: value[0] if isinstance(value, list) else "",
)  # fmt: skip
def test_single_commands(
    capsys: pytest.CaptureFixture[str], stdin, argv: list[str], given: str, expected: str
) -> None:
    stdin(given)
    assert run(capsys, *argv).startswith(expected)


@pytest.mark.parametrize("command", ["normalize", "modernize", "segment", "clusters", "sentences"])
def test_json_lines(capsys: pytest.CaptureFixture[str], stdin, command: str) -> None:
    stdin("ខ្មែរ ១\nក\n")
    records = [json.loads(line) for line in run(capsys, command, "--json").splitlines()]
    assert len(records) == 2
    assert records[0]["text"].rstrip("\n") == "ខ្មែរ ១"


@pytest.mark.parametrize("command", ["diagnose", "numbers", "dates", "acronyms"])
def test_json_mentions_carry_offsets_into_the_file(
    capsys: pytest.CaptureFixture[str], stdin, command: str
) -> None:
    text = "ក\nា ៥លាន គ.ជ.ប ថ្ងៃទី៣១ ខែកក្កដា ឆ្នាំ២០២៤\n"
    stdin(text)
    for line in run(capsys, command, "--json").splitlines():
        record = json.loads(line)
        assert text[record["start"] : record["end"]] == record["text"]


def test_a_line_does_not_run_into_that_of_the_next_file(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    texts = {"a": "ខ\r\nក", "b": "", "c": "គ", "d": "ឃ"}
    for name, text in texts.items():
        (tmp_path / name).write_bytes(text.encode())
    paths = [str(tmp_path / name) for name in texts]
    assert run(capsys, "segment", *paths) == "ខ\r\nក\r\nគ\nឃ"
    assert run(capsys, "breaks", *paths) == "ខ\r\nក\nគ\nឃ"
    assert run(capsys, "sort", *paths) == "ក\r\nខ\r\nគ\nឃ\n"
    assert run(capsys, "analyze", "--json", *paths).count('"text": "គ"') > 0


def test_several_files_are_named(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    first, second = tmp_path / "a.txt", tmp_path / "b.txt"
    first.write_text("គ.ជ.ប", "utf-8")
    second.write_text("គ.ជ.ប", "utf-8")
    lines = run(capsys, "acronyms", str(first), str(second)).splitlines()
    assert [line.split("\t")[0] for line in lines] == [str(first), str(second)]


def test_a_file_that_cannot_be_learned_from_is_told_once(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text("គណៈកម្មាធិការជាតិរៀបចំការបោះឆ្នោត (គ.ជ.ប)", "utf-8")
    (tmp_path / "b.txt").write_bytes(b"\xff")
    read = tmp_path / "read"
    read.mkdir()
    for name in ("c.txt", "d.txt"):
        (read / name).write_text("គ.ជ.ប", "utf-8")
    assert main(["acronyms", "--learn", str(tmp_path), *map(str, read.iterdir())]) == 2
    printed = capsys.readouterr()
    assert printed.out.count("គណៈកម្មាធិការជាតិរៀបចំការបោះឆ្នោត") == 2
    first, second = printed.err.splitlines()
    assert "b.txt: not UTF-8 at byte 0" in first
    assert second == "khmertext: so not everything was learned"


def test_lunar(capsys: pytest.CaptureFixture[str]) -> None:
    assert "ពិសាខ" in run(capsys, "lunar", "2024-05-22")
    record = json.loads(run(capsys, "lunar", "--json", "2024-05-22"))
    assert (record["lunar"]["day"], record["lunar"]["phase"]) == (15, "koet")


def test_engines(capsys: pytest.CaptureFixture[str]) -> None:
    out = run(capsys, "engines")
    assert {"default", "icu", "khmer-nltk"} == {line.split()[0] for line in out.splitlines()}
    assert set(json.loads(run(capsys, "engines", "--json"))) == {"backend", "engines"}


def test_user_words(capsys: pytest.CaptureFixture[str], stdin, tmp_path: Path) -> None:
    words = tmp_path / "words.txt"
    words.write_text("ខេត្តកណ្តាល\n\n", "utf-8")
    stdin("ក្នុងខេត្តកណ្តាល\n")
    assert "|ខេត្តកណ្តាល\n" in run(capsys, "segment", "--add", str(words))
    line = fails(capsys, "segment", "--add", str(words), "--remove", str(words), SEED)
    assert line.endswith("is both in add= and in remove=")
    line = fails(capsys, "segment", "--engine", "icu", "--mode", "part", SEED)
    assert "mode='part' is for the default engine" in line
    whole, text = tmp_path / "whole.txt", tmp_path / "text.txt"
    whole.write_text("សាលារៀន\n", encoding="utf-8")
    text.write_text("ខ្ញុំទៅសាលារៀន\n", encoding="utf-8")
    assert run(capsys, "segment", str(text)) == "ខ្ញុំ|ទៅ|សាលារៀន\n"
    assert run(capsys, "segment", "--remove", str(whole), str(text)) == "ខ្ញុំ|ទៅ|សាលា|រៀន\n"


def test_a_file_of_user_words_is_read_as_the_segmenter_reads_it(
    capsys: pytest.CaptureFixture[str], stdin, tmp_path: Path
) -> None:
    text, words = "ខ្ញុំទៅសាលារៀន\n", tmp_path / "words.txt"
    words.write_bytes("\ufeff# ទៅសាលា\r\nសាលា\tន\n\n ទៅសាលារៀន  120 n\n".encode())
    expected = "|".join(Segmenter(add=words).words(text.rstrip())) + "\n"
    stdin(text)
    assert run(capsys, "segment", "--add", str(words)) == expected == "ខ្ញុំ|ទៅសាលារៀន\n"
    words.write_text("ក\nា\n", "utf-8")
    stdin(text)
    assert main(["segment", "--add", str(words)]) == 0
    err = capsys.readouterr().err
    assert err.startswith(f"khmertext: --add {words}, line 2: 'ា' can never be found")
    assert err.count("\n") == 1
    words.write_text("\u17b4\n", "utf-8")
    assert "words.txt, line 1" in fails(capsys, "segment", "--remove", str(words))


def test_output_file_is_whole_or_not_there(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    source, target = tmp_path / "in.txt", tmp_path / "out.txt"
    source.write_bytes("ឃំុ\n".encode() * 3 + b"\xff")
    assert "not UTF-8 at byte 30" in fails(capsys, "normalize", "-o", str(target), str(source))
    assert list(tmp_path.iterdir()) == [source]
    source.write_text("ឃំុ", "utf-8")
    assert run(capsys, "normalize", "-o", str(target), str(source)) == ""
    assert target.read_text("utf-8") == "ឃុំ"
    assert target.stat().st_mode == source.stat().st_mode  # not that of a temporary file
    target.chmod(0o640)
    assert run(capsys, "normalize", "-o", str(target), str(source)) == ""
    assert target.stat().st_mode & 0o777 == 0o640


def test_a_missing_file_is_one_line(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert fails(capsys, "analyze", "/nowhere/x.txt").endswith(
        "/nowhere/x.txt: no such file or directory"
    )
    assert "is a directory" in fails(capsys, "segment", str(tmp_path))
    assert "nowhere" in fails(capsys, "normalize", "-o", "/nowhere/y", SEED)


def test_an_unknown_engine_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    line = fails(capsys, "segment", "--engine", "magic", SEED)
    assert "unknown engine 'magic'; known engines: default" in line


@pytest.mark.parametrize(
    "argv", [["nonsense"], ["normalize", "--level", "x"], ["dates", "--ref", "2024"]]
)
def test_a_bad_option_exits_with_2(argv: list[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(argv)
    assert stop.value.code == 2


@pytest.mark.parametrize(
    ("argv", "says"),
    [
        (["normalize", "--levl", "safe"], "khmertext normalize: error: no argument --levl; did you mean --level?"),
        (["words"], "khmertext: error: no command words; did you mean segment?"),
        (["check_spelling"], "khmertext: error: no command check_spelling; did you mean spelling?"),
        (["segment", "--sepp=x"], "khmertext segment: error: no argument --sepp=x; did you mean --sep?"),
        (["normalize", "--qqq"], "khmertext normalize: error: no argument --qqq; see khmertext normalize --help\n"),
        (["--versio1n"], "khmertext: error: no argument --versio1n; did you mean --version?"),
    ],
)  # fmt: skip
def test_a_misspelt_option_is_named(
    capsys: pytest.CaptureFixture[str], argv: list[str], says: str
) -> None:
    with pytest.raises(SystemExit) as stop:
        main(argv)
    assert stop.value.code == 2
    assert says in capsys.readouterr().err


def test_no_command_shows_all_of_them(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    error = capsys.readouterr().err
    assert "usage: khmertext" in error
    assert "modernize" in error


def test_input_that_is_no_utf8_file_says_what_to_do(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "x.txt"
    file.write_bytes("ខ្ញុំទៅ".encode("utf-16"))
    assert fails(capsys, "analyze", str(file)).endswith(
        "it looks like UTF-16: iconv -f UTF-16 -t UTF-8 FILE"
    )
    file.write_bytes(gzip.compress("ខ្ញុំទៅ".encode()))
    assert fails(capsys, "segment", str(file)).endswith("a compressed file: gzip -dc FILE")
    assert "x.txt: not a khmertext model" in fails(capsys, "segment", "--model", str(file))
    file.write_bytes(b"ab\n\xff\xfe")
    assert fails(capsys, "analyze", str(file)).endswith("(0xff); convert the file to UTF-8 first")
    assert fails(capsys, "segment", "ខ្ញុំទៅ").endswith("text itself is read from standard input")


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    import khmertext
    from khmertext.segmentation import core

    out = run(capsys, "--version")
    assert out.startswith(khmertext.__version__)
    assert out.endswith(f" ({core()})\n")


def test_the_core_says_what_brings_the_native_one(monkeypatch: pytest.MonkeyPatch) -> None:
    from khmertext.segmentation import _backend

    monkeypatch.setattr(_backend, "_native_module", lambda: None)
    monkeypatch.delenv("KHMERTEXT_PURE", raising=False)
    assert "install a C compiler" in _backend.core()
    monkeypatch.setenv("KHMERTEXT_PURE", "1")
    assert _backend.core() == "pure-Python core, since KHMERTEXT_PURE is set"


def test_the_core_says_why_a_compiled_one_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    from khmertext.segmentation import _backend

    monkeypatch.setattr(_backend, "_native_module", lambda: None)
    monkeypatch.setattr(_backend, "is_pure_on_request", lambda: False)
    for error, said in ((ImportError("of another Python"), "of another Python"),
                        (ModuleNotFoundError("none"), "install a C compiler")):  # fmt: skip
        monkeypatch.setattr(_backend, "import_module", Mock(side_effect=error))
        assert said in _backend.core()


def test_a_sub_interpreter_has_the_pure_core() -> None:
    """Tables are shared between calls, so the compiled modules are for one interpreter."""
    program = """
import sys, khmertext
try:
    import _interpreters as interpreters
except ImportError:
    import _xxsubinterpreters as interpreters
print(khmertext.words("ភាសាខ្មែរ"), flush=True)
told = interpreters.run_string(interpreters.create(), f'''
import sys
sys.path[:] = {sys.path}
try:
    import khmertext._native_scan
except ImportError:
    pass
import khmertext
from khmertext.segmentation import core
print(core().split()[0], khmertext.words("ភាសាខ្មែរ"), flush=True)
''')
assert told is None, told
"""
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines() == ["['ភាសា', 'ខ្មែរ']", "pure-Python ['ភាសា', 'ខ្មែរ']"]


def test_a_broken_pipe_is_no_traceback() -> None:
    shell = f'"{sys.executable}" -m khmertext segment {SEED} {SEED} {SEED} {SEED} | head -c 1'
    done = subprocess.run(["bash", "-c", shell], capture_output=True, check=True)
    assert done.stderr == b""


def test_train_and_evaluate(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    needs_trainer()
    corpus, model = tmp_path / "corpus.tsv", tmp_path / "model.bin"
    sentences = ["ខ្ញុំ ទៅ សាលា_រៀន", "គាត់ ទៅ ផ្សារ", "ខ្ញុំ ទៅ ផ្សារ", "គាត់ នៅ សាលា_រៀន"]
    corpus.write_text("".join(f"own\t{sentence}\n" for sentence in sentences * 5), "utf-8")
    words = tmp_path / "words.txt"
    words.write_text("ភោជនីយដ្ឋាន\n", "utf-8")
    given = ["--dictionary", str(words), "--name", "four sentences"]
    assert main(["train", str(corpus), "-o", str(model), *given]) == 0
    assert "written" in capsys.readouterr().out
    out = run(capsys, "evaluate", str(corpus), "--model", str(model), "--keep-whole")
    assert out.startswith("engine default")
    record = json.loads(run(capsys, "evaluate", "--json", str(corpus), "--model", str(model)))
    assert {score["mode"] for score in record["scores"]} == {"word", "part"}


def test_training_files_that_cannot_be_read(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert "/nowhere: no such file" in fails(capsys, "evaluate", "/nowhere")
    bad = tmp_path / "bad.tsv"
    bad.write_text("no tab\n", "utf-8")
    assert "bad.tsv" in fails(capsys, "evaluate", str(bad))


def test_workers_keep_the_order(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("khmertext.cli._main.SOON", 0)
    monkeypatch.setattr("khmertext._workers.processors", lambda: 2)
    texts = [tmp_path / name for name in "abc"]
    for text in texts:
        text.write_text("".join(f"ខ្ញុំទៅផ្សារ {i}\n" for i in range(1200)), "utf-8")
    for command in ("segment", "chunks", "numbers"):  # also of whole files
        alone = run(capsys, command, *map(str, texts))
        assert run(capsys, command, "--jobs", "2", "-r", str(tmp_path)) == alone
    assert main(["segment", "--jobs", "2", *map(str, texts), "/nowhere", SEED]) == 2
    captured = capsys.readouterr()
    assert captured.out.splitlines()[-1] == run(capsys, "segment", SEED).splitlines()[-1]
    assert "1 of 5 files" in captured.err
    text = texts[0]
    with pytest.raises(SystemExit) as stop:
        main(["segment", "--jobs", "0", str(text)])
    assert stop.value.code == 2


def test_an_error_in_a_worker_is_one_line_too(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("khmertext.cli._main.SOON", 0)
    text = tmp_path / "text.txt"
    text.write_text("ក\n" * 600, "utf-8")
    line = fails(capsys, "segment", "--jobs", "2", "--engine", "magic", str(text))
    assert "unknown engine 'magic'" in line


def test_an_interruption_leaves_no_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from khmertext.cli import _main

    def interrupted(*_: object) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr(_main, "_printed", interrupted)
    target = tmp_path / "out.txt"
    assert main(["normalize", "-o", str(target), SEED]) == 130
    assert list(tmp_path.iterdir()) == []
    assert capsys.readouterr() == ("", "")


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_bar_is_for_terminals_only(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    pytest.importorskip("tqdm", reason="needs tqdm")
    target = str(tmp_path / "out.txt")
    for stream, shown in ((Terminal(), True), (io.StringIO(), False)):
        monkeypatch.setattr(sys, "stderr", stream)
        assert main(["normalize", "-o", target, SEED]) == 0
        assert ("100%" in stream.getvalue()) is shown


def test_without_tqdm_there_is_no_bar(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "tqdm", None)
    monkeypatch.setattr(sys, "stderr", Terminal())
    assert main(["normalize", "-o", str(tmp_path / "out.txt"), SEED]) == 0
    assert sys.stderr.getvalue() == ""


# --- records ---------------------------------------------------------------------------------

RECORDS = '{"id": 1, "text": "ឃំុ ៥លាន"}\n\n{"id": 2, "text": null}\n{"id": 3}\n'


def test_json_records_keep_their_fields(capsys: pytest.CaptureFixture[str], stdin) -> None:
    stdin(RECORDS)
    lines = [json.loads(line) for line in run(capsys, "normalize", "--jsonl", "text").splitlines()]
    assert lines == [{"id": 1, "text": "ឃុំ ៥លាន"}, {"id": 2, "text": None}, {"id": 3}]
    stdin(RECORDS)
    lines = [json.loads(line) for line in run(capsys, "segment", "--jsonl", "text").splitlines()]
    assert [line["segment"] for line in lines] == [["ឃំុ", " ", "៥", "លាន"], [], []]
    stdin(RECORDS)
    first, *_ = run(capsys, "numbers", "--jsonl", "text", "--jobs", "2").splitlines()
    assert [number["value"] for number in json.loads(first)["numbers"]] == [5000000]
    stdin(RECORDS)
    first, *_ = run(capsys, "analyze", "--jsonl", "text").splitlines()
    assert json.loads(first)["analyze"]["text"] == "ឃំុ ៥លាន"


@pytest.mark.parametrize(("sep", "mark"), [(",", ""), (";", "\ufeff"), ("\t", "")])
def test_tables_keep_their_columns(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, sep: str, mark: str
) -> None:
    table = tmp_path / "people.csv"
    rows = [["id", "text"], ["1", '"ឃំុ""\nក"'], ["2", ""]]  # and a blank line behind them
    table.write_text(mark + "".join(sep.join(row) + "\n" for row in rows), "utf-8")
    out = run(capsys, "normalize", "--csv", "text", str(table))
    assert out == table.read_text("utf-8").replace("ឃំុ", "ឃុំ")
    with table.open("a", encoding="utf-8") as file:
        file.write("\n")
    out = run(capsys, "segment", "--csv", "text", "--sep", "/", str(table))
    assert out.splitlines()[0] == f"{mark}id{sep}text{sep}segment"
    out = run(capsys, "dates", "--csv", "text", "--json", str(table))
    assert [json.loads(line)["dates"] for line in out.splitlines()] == [[], []]
    out = run(capsys, "diagnose", "--csv", "text", str(table), str(table))
    assert out.count("diagnose") == 1
    assert out.count("[]") == 4


def test_tables_that_do_not_fit(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    first, second, bad, quoted = (tmp_path / name for name in "abcd")
    first.write_text("id,text\n1,ក\n", "utf-8")
    second.write_text("text\nក\n", "utf-8")
    bad.write_text("id,text\n1,ក,ខ\n", "utf-8")
    quoted.write_text('id,text\n1,"ក\n', "utf-8")
    assert main(["normalize", "--csv", "text", str(first), str(second)]) == 2
    captured = capsys.readouterr()
    assert captured.out == "id,text\n1,ក\n"
    assert "other columns" in captured.err
    carriage = tmp_path / "e"
    carriage.write_text("id,text\r1,ក\r", "utf-8")
    behind = tmp_path / "f"
    behind.write_text('id,text\n1,"ក"ខ\n', "utf-8")
    for file, says in (
        (bad, "record 2 has 3 fields, the header 2"),
        (quoted, "d: record 2: a quotation mark is not closed"),
        (carriage, "e: record 1: a line ends with CR alone"),
        (behind, "f: record 2: ',' expected after '\"'"),
    ):
        assert main(["normalize", "--csv", "text", str(file)]) == 2
        assert says in capsys.readouterr().err


def test_several_tables_become_one_with_the_separator_of_the_first(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    first, second, third = (tmp_path / name for name in "abc")
    first.write_text("\ufeffid;text\n1;ក, ខ\n", "utf-8")
    second.write_text('id,text\n2,"គ;\nឃ"\n', "utf-8")
    third.write_text("id\ttext\n3\tង\n", "utf-8")
    out = run(capsys, "normalize", "--csv", "text", *map(str, (first, second, third)))
    assert out == '\ufeffid;text\n1;ក, ខ\n2;"គ;\nឃ"\n3;ង\n'


def test_no_field_of_a_record_is_lost(capsys: pytest.CaptureFixture[str], stdin) -> None:
    stdin('{"text": "ក", "a": 1, "a": 2}\n')
    assert "line 1: two fields are called 'a'" in fails(capsys, "normalize", "--jsonl", "text")


def test_records_that_are_none(capsys: pytest.CaptureFixture[str], stdin) -> None:
    stdin("[1]\n")
    assert "is no JSON object" in fails(capsys, "normalize", "--jsonl", "text")


@pytest.mark.parametrize("command", ["normalize", "dates", "khmer-share"])
def test_the_other_fields_of_json_come_back_as_written(
    capsys: pytest.CaptureFixture[str], stdin, command: str
) -> None:
    others = (
        '"a": 1.50, "b": 0.12345678901234567890, "c": 1e400, "d": [ NaN, {"e" : [1.0]} ], '
        '"\\u1780": "\\u1781", "f": null, "g": true, "h": "}", "i": {}, "": -0.0'
    )
    stdin(f' {{{others} ,"text" :\t"ក" }} \n{{}}\n')
    first, second = run(capsys, command, "--jsonl", "text").splitlines()
    assert first.startswith("{" + others.replace('"\\u1780"', '"ក"') + ', "text": "ក"')
    assert second == {"normalize": "{}", "dates": '{"dates": []}'}.get(
        command, '{"khmer-share": null}'
    )


def test_a_lone_surrogate_of_json_comes_back(tmp_path: Path) -> None:
    source, target = tmp_path / "in", tmp_path / "out"
    source.write_text('{"text": "\\ud800ក"}\n', "utf-8")
    assert main(["normalize", "--jsonl", "text", "-o", str(target), str(source)]) == 0
    assert json.loads(target.read_text("utf-8")) == {"text": "\ud800ក"}


# --- files -----------------------------------------------------------------------------------


def test_a_byte_order_mark_is_no_word(capsys: pytest.CaptureFixture[str], stdin) -> None:
    stdin("\ufeffឃំុ\n".encode())
    assert run(capsys, "segment") == "ឃំុ\n"
    stdin("\ufeff៥លាន\n".encode())
    assert run(capsys, "numbers").startswith("0:4\t")


def test_goes_on_after_a_missing_file(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    target = tmp_path / "out"
    argv = ["normalize", "/nowhere/a", SEED, "-o", str(target)]
    assert main(argv) == 2
    lines = capsys.readouterr().err.splitlines()
    assert lines == [
        "khmertext: /nowhere/a: no such file or directory",
        "khmertext: 1 of 2 files could not be read to the end",
    ]
    assert len(target.read_text("utf-8")) > 2000


def test_directories(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / ".hidden").mkdir()
    for name in ("c", "a", "b/x", ".y", ".hidden/z"):
        (tmp_path / name).write_text("៥លាន", "utf-8")
    out = run(capsys, "numbers", "-r", str(tmp_path))
    assert [Path(line.split("\t")[0]).name for line in out.splitlines()] == ["a", "c", "x"]


@pytest.mark.parametrize(
    ("given", "sep"),
    [(r"\t", "\t"), (r"\n", "\n"), (r"\\t", r"\t"), (r"\q", r"\q"), (r"\x20", " "), ("", "")],
)
def test_separators(capsys: pytest.CaptureFixture[str], stdin, given: str, sep: str) -> None:
    stdin("ទៅ៣១\n")
    assert run(capsys, "segment", "--sep", given) == f"ទៅ{sep}៣១\n"


def test_a_finding_is_one_line(capsys: pytest.CaptureFixture[str], stdin) -> None:
    stdin("ក្រុម\tាក\n")
    for line in run(capsys, "diagnose").splitlines():
        assert line.count("\t") == 3


# --- small commands --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("argv", "expected"),
    [
        (["number", "ពីរពាន់ម្ភៃបួន", "1,5"], "2024\tពីរពាន់ម្ភៃបួន\n1.5\t"),
        (["date", "ថ្ងៃទី៣១ ខែកក្កដា ឆ្នាំ២០២៤", "2024-07-31"], "2024-07-31\n2024-07-31\n"),
        (["date", "--ref", "2024-07-31", "ម្សិលមិញ"], "2024-07-30\n"),
        (["lunar", "--ref", "2024-07-31", "១៥កើត ខែពិសាខ"], "2024-05-22\n"),
        (["date", "--style", "short", "2024-07-31"], "៣១/០៧/២០២៤\n"),
        # years from 2400 on are Buddhist here, too, as parse_date reads them
        (["date", "2567-03-12", "20240312", "2024-W11-2"], "2024-03-12\n" * 3),
        (["date", "--era", "thai", "31/07/2567", "31/07/67"], "2024-07-31\n" * 2),
        (["lunar", "2567-07-31"], "ថ្ងៃចន្ទ ១៤កើត ខែទុតិយាសាឍ"),
        (["lunar", "១១រោច ខែអាសាឍ ព.ស. ២៥៦៨"], "2024-07-31\n"),
        (["lunar", "2024-07-31"], "ថ្ងៃពុធ ១១រោច ខែអាសាឍ"),
        (["completion", "zsh"], "autoload"),
    ],
)
def test_requests(capsys: pytest.CaptureFixture[str], argv: list[str], expected: str) -> None:
    assert run(capsys, *argv).startswith(expected)


TABLE = "id,given\n1,{}\n2,\n3,abc\n"


@pytest.mark.parametrize(
    ("argv", "value", "adds"),
    [
        (["number"], "៥លាន", {"number": "5000000"}),
        (["number", "--decimal", "."], "1.500", {"number": "1.500"}),
        (["number", "--decimal", ","], "1.500", {"number": "1500"}),
        (["money"], "៥ម៉ឺនរៀល", {"amount": "50000", "currency": "KHR"}),
        (["money", "--currency", "USD"], "៥០", {"amount": "50", "currency": "USD"}),
        (["number", "--strict"], "១.២៥០", {"number": "1250"}),
        (["date"], "៣១/៧/២០២៤", {"date": "2024-07-31"}),
        (["date", "--strict"], "៣១/៧/២០២៤", {"date": "2024-07-31"}),
        (["date", "--style", "medium"], "2024-07-31", {"date": "៣១ កក្កដា ២០២៤"}),
        (["date", "--ref", "2024-07-31"], "ស្អែក", {"date": "2024-08-01"}),
    ],
)
def test_a_column_of_values(
    capsys: pytest.CaptureFixture[str],
    stdin,
    argv: list[str],
    value: str,
    adds: dict[str, str],
) -> None:
    stdin(TABLE.format(value))
    assert main([*argv, "--csv", "given"]) == 2
    out, err = capsys.readouterr()
    assert out.splitlines() == [
        f"id,given,{','.join(adds)}",
        f"1,{value},{','.join(adds.values())}",
        "2,," + "," * (len(adds) - 1),
        "3,abc," + "," * (len(adds) - 1),
    ]
    assert err.splitlines()[0].startswith("khmertext: -: record 4: cannot read 'abc'")
    assert err.splitlines()[1] == "khmertext: 1 of 2 values could not be read"
    stdin(json.dumps({"given": value}) + "\n" + '{"given": null}\n')
    records = [json.loads(line) for line in run(capsys, *argv, "--jsonl", "given").splitlines()]
    assert {key: str(item) for key, item in records[0].items()} == {"given": value, **adds}
    assert records[1] == {"given": None, **dict.fromkeys(adds)}


def test_a_value_that_cannot_be_read_is_told_with_its_place(
    capsys: pytest.CaptureFixture[str], stdin, tmp_path: Path
) -> None:
    def places(*argv: str) -> list[str]:
        assert main([*argv]) == 2
        *places, count = capsys.readouterr().err.splitlines()
        assert count.endswith("values could not be read")
        return [place.partition(" cannot read")[0] for place in places]

    table, records = tmp_path / "a.csv", tmp_path / "a.jsonl"
    table.write_text('n,at\n"one\ntwo",1\n,2\n\n1,3\nsix,4\n', "utf-8")  # an empty line, too
    records.write_text('{"n": "1"}\n\n{"n": "x"}\n', "utf-8")
    assert places("number", "--csv", "n", str(table), str(table)) == 2 * [
        f"khmertext: {table}: record 2:",
        f"khmertext: {table}: record 6:",
    ]
    assert places("number", "--jsonl", "n", str(records)) == [f"khmertext: {records}: line 3:"]
    stdin("1\n\nx\n")
    assert places("number") == ["khmertext: -: line 3:"]
    assert places("number", "1", "x") == ["khmertext:"]  # an argument


def test_values_of_standard_input(capsys: pytest.CaptureFixture[str], stdin) -> None:
    stdin("១២\r\n\n៥លាន\n")
    assert run(capsys, "number") == "12\tដប់ពីរ\n5000000\tប្រាំលាន\n"
    stdin("$5\nabc\n")
    assert main(["money", "-"]) == 2
    out, err = capsys.readouterr()
    assert out == "5\tUSD\n"
    assert "1 of 2 values could not be read" in err
    stdin("")
    assert run(capsys, "date") == ""


@pytest.mark.parametrize(
    ("command", "value", "read"),
    [
        ("number", "១លាន២", "1000002"),
        ("number", "12,500.125", "12500125"),
        ("money", "១០០ជាងដុល្លារ", "100\tUSD"),
        ("date", "31/07/24", "2024-07-31"),
        ("date", "2567-03-12", "2024-03-12"),
    ],
)
def test_what_may_mean_something_else_is_refused_on_request(
    capsys: pytest.CaptureFixture[str], command: str, value: str, read: str
) -> None:
    assert run(capsys, command, value).startswith(read)
    assert "cannot read" in fails(capsys, command, "--strict", value)


def test_what_goes_on_in_the_next_line_is_whole_where_the_text_is(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, stdin
) -> None:
    text = "ថ្ងៃទី៥\nខែសីហា ឆ្នាំ២០២៤"
    file = tmp_path / "text.txt"
    file.write_text(text, encoding="utf-8")
    assert "month\t2024-08-01/" in run(capsys, "dates", str(file))  # as the page says
    found = json.loads(run(capsys, "analyze", "--json", str(file)))
    assert found["dates"][0]["start_date"] == "2024-08-05"
    stdin(json.dumps({"text": text}))
    found = json.loads(run(capsys, "dates", "--jsonl", "text"))
    assert found["dates"][0]["start_date"] == "2024-08-05"


def test_finding_dates_by_the_years_of_thailand(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "text.txt"
    file.write_text("ថ្ងៃទី១ ខែសីហា ឆ្នាំ២៥៦៧", encoding="utf-8")
    for era, year in (("khmer", "2023"), ("thai", "2024")):
        assert f"{year}-08-01" in run(capsys, "dates", "--era", era, str(file))


def test_a_value_that_another_command_reads(capsys: pytest.CaptureFixture[str]) -> None:
    assert "use khmertext money" in fails(capsys, "number", "៥រៀល")
    assert "currency='XXX' is unknown" in fails(capsys, "money", "--currency", "XXX", "5", "6")


def test_a_value_that_cannot_be_read_leaves_no_file(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert "cannot read" in fails(capsys, "number", "abc", "-o", str(tmp_path / "out"))
    assert not (tmp_path / "out").exists()


def test_a_rewritten_column_beside_the_old_one(capsys: pytest.CaptureFixture[str], stdin) -> None:
    stdin("id,name\n1,សម្រេច\n2,\n")
    out = run(capsys, "word-key", "--csv", "name", "--into", "key")
    assert out == "id,name,key\n1,សម្រេច,សំរេច\n2,,\n"
    stdin('{"name": "ឣ"}\n{"name": null}\n{}\n')
    out = run(capsys, "normalize", "--jsonl", "name", "--into", "clean")
    assert [json.loads(line).get("clean") for line in out.splitlines()] == ["អ", None, None]
    stdin("a,b\nសំរេច,1\nទៅ,2\n")
    out = run(capsys, "modernize", "--diff", "--csv", "a", "--into", "c")
    assert out == "a,b,c\nសំរេច,1,សម្រេច\n"
    stdin("id,name\n1,ក\n")
    assert "there is a field 'id' already" in fails(
        capsys, "normalize", "--csv", "name", "--into", "id"
    )


@pytest.mark.parametrize("command", ["number", "date"])
def test_of_several_values_those_that_can_be_read_are_answered(
    capsys: pytest.CaptureFixture[str], command: str
) -> None:
    given = {"number": ("12", "abc", "១៥"), "date": ("2024-07-31", "abc", "2024-08-01")}[command]
    assert main([command, *given]) == 2
    out, err = capsys.readouterr()
    assert [line.split("\t")[0].replace("15", "១៥") for line in out.splitlines()] == [
        given[0],
        given[2],
    ]
    assert err.splitlines()[0].startswith("khmertext: cannot read 'abc'")
    assert err.splitlines()[1] == "khmertext: 1 of 3 values could not be read"


def test_stop_words(capsys: pytest.CaptureFixture[str]) -> None:
    words = run(capsys, "stop-words").split()
    assert "និង" in words
    assert json.loads(run(capsys, "stop-words", "--json")) == words


def test_requests_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    record = json.loads(run(capsys, "number", "--json", "៥លាន"))
    assert record == {"text": "៥លាន", "value": 5000000, "words": "ប្រាំលាន"}
    record = json.loads(run(capsys, "date", "--json", "2024-07-31"))
    assert record == {"text": "2024-07-31", "date": "2024-07-31", "written": None}


def test_explain(capsys: pytest.CaptureFixture[str], stdin) -> None:
    stdin("ក\nឣោយ\n")
    assert run(capsys, "explain").startswith("2:3\tឣ\tអ\tD1\tdeprecated letter")
    stdin("ក\nឣោយ\n")
    assert json.loads(run(capsys, "explain", "--json"))["start"] == 2


def test_tag(capsys: pytest.CaptureFixture[str], stdin) -> None:
    pytest.importorskip("pycrfsuite", reason="needs khmer-nltk")
    stdin("ខ្ញុំទៅផ្សារ\n")
    assert run(capsys, "tag").startswith("ខ្ញុំ/n ទៅ/v")
    stdin("ខ្ញុំទៅផ្សារ\n")
    assert json.loads(run(capsys, "tag", "--json"))["tag"][0]["pos"] == "n"


def test_word_key(capsys: pytest.CaptureFixture[str], stdin) -> None:
    stdin("ឃំុ\n")
    assert run(capsys, "word-key") == "ឃុំ\n"


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_is_understood(capsys: pytest.CaptureFixture[str], shell: str) -> None:
    script = run(capsys, "completion", shell)
    assert "normalize" in script
    program = shutil.which(shell)
    if program is not None:
        done = subprocess.run([program, "-n"], input=script.encode(), capture_output=True)
        assert (done.returncode, done.stderr) == (0, b"")


def test_completion_completes() -> None:
    """bash itself is asked what it would offer."""
    program = """
eval "$(%s -m khmertext completion bash)"
COMP_WORDS=(khmertext %s) COMP_CWORD=%d; _khmertext; echo "${COMPREPLY[*]}"
"""
    for words, place, expected in (
        ("norm", 1, "normalize"),
        ("segment --mo", 2, "--mode --model"),
        ("segment --mode ''", 3, "word part"),
        ("segment --mode = p", 4, "part"),
        ("segment --mode =", 3, "word part"),
        ("segment a", 2, ""),  # names of files are left to the shell, which knows how to quote
        ("completion b", 2, "bash"),
    ):
        code = program % (sys.executable, words, place)
        done = subprocess.run(["bash", "-c", code], capture_output=True, text=True, check=True)
        assert done.stdout.split() == expected.split()


def test_help_has_examples_that_parse(capsys: pytest.CaptureFixture[str]) -> None:
    from khmertext.cli._completion import ROWS
    from khmertext.cli._parser import parser

    for row in ROWS:
        assert row.examples
        for example in row.examples:
            words = shlex.split(example.removeprefix('eval "$(').partition(" >")[0].rstrip(')"'))
            assert parser().parse_args(words[1:]).command == row.name
        with pytest.raises(SystemExit):
            main([row.name, "--help"])
        assert "examples:" in capsys.readouterr().out


def test_help_before_a_command_is_about_all(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help", "analyze"])
    shown = capsys.readouterr().out
    assert "usage: khmertext [-h] [--version] COMMAND ..." in shown
    assert "\n    sort " in shown


class TypedText(io.TextIOWrapper):
    def isatty(self) -> bool:
        return True


def test_a_terminal_hears_that_we_wait(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", TypedText(io.BytesIO("ទៅ\n".encode())))
    assert main(["segment"]) == 0
    assert "Ctrl-D" in capsys.readouterr().err


def test_a_bar_is_hinted_at_for_long_files(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from khmertext.cli import _main

    monkeypatch.setitem(sys.modules, "tqdm", None)
    monkeypatch.setattr(sys, "stderr", Terminal())
    monkeypatch.setattr(_main, "LONG", 100)
    assert main(["normalize", "-o", str(tmp_path / "out.txt"), SEED]) == 0
    assert "pip install tqdm" in sys.stderr.getvalue()


def test_numbers_inside_dates_can_be_left_out(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "text.txt"
    file.write_text("ថ្ងៃទី៣១ ខែកក្កដា ឆ្នាំ២០២៤ មាន ៥នាក់\n", encoding="utf-8")
    assert run(capsys, "numbers", "--skip-dates", str(file)) == "32:37\t៥នាក់\tcardinal\t5\tនាក់\n"
    found = json.loads(run(capsys, "analyze", "--skip-dates", "--json", str(file)))
    assert [number["text"] for number in found["numbers"]] == ["៥នាក់"]


def test_spelling_and_what_modernize_changed(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "text.txt"
    file.write_text("អាជ្ញធរមូលដ្ឋាន\nសំរេចចិត្ត\nល្អ\n", encoding="utf-8")
    known = tmp_path / "known.txt"
    known.write_text("# words of ours\nអាជ្ញធរ 120 n\n", encoding="utf-8")
    legacy = "16:21\tសំរេច\tlegacy\tសម្រេច\tam>mo+coeng\t98\n"
    out = run(capsys, "spelling", str(file))
    assert out.startswith("0:7\tអាជ្ញធរ\tmisspelling\tអាជ្ញាធរ\tmark left out\t")
    assert out.endswith(legacy)
    for options in (["--threshold", "100"], ["--known", str(known)], ["--no-typos"]):
        assert run(capsys, "spelling", *options, str(file)) == legacy
    assert "legacy" not in run(capsys, "spelling", "--legacy", "no", str(file))
    for options in (["--threshold", "100"], ["--known", str(known)]):
        found = json.loads(run(capsys, "analyze", "--json", *options, str(file)))
        assert [mistake["text"] for mistake in found["spelling"]] == ["សំរេច"]
        counts = json.loads(run(capsys, "report", "--json", *options, str(file)))
        assert counts["spellings"] == 1
    for command in ("analyze", "report", "spelling"):
        line = fails(capsys, command, "--json", "--known", str(tmp_path / "none"), str(file))
        assert line.startswith(f"khmertext: {tmp_path / 'none'}: ")
    assert run(capsys, "modernize", "--diff", str(file)) == "-សំរេចចិត្ត\n+សម្រេចចិត្ត\n"
    record = json.loads(run(capsys, "modernize", "--json", str(file)).splitlines()[1])
    assert record["edits"][0]["rule"] == "am>mo+coeng"
    with pytest.raises(SystemExit):
        main(["spelling", "--threshold", "x", str(file)])


def test_the_command_runs_the_module() -> None:
    from importlib.metadata import entry_points

    [command] = entry_points(group="console_scripts", name="khmertext")
    assert command.value == "khmertext.__main__:run"
    assert callable(command.load())
