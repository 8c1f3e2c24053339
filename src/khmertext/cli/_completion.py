"""The list of all commands, and the completion scripts for shells that are made from it."""

from __future__ import annotations

from khmertext.cli._cuts import CUTS
from khmertext.cli._finds import FINDS
from khmertext.cli._options import option
from khmertext.cli._requests import REQUESTS
from khmertext.cli._rewrites import REWRITES
from khmertext.cli._rows import Arguments, Request, TextCommand, options_of
from khmertext.cli._single_values import SINGLE_VALUES
from khmertext.cli._whole_texts import REPORT, WHOLE_TEXTS

_BASH = """\
_khmertext() {{
  local word=${{COMP_WORDS[COMP_CWORD]}} before=${{COMP_WORDS[COMP_CWORD-1]}} options=
  [ "$before" != = ] || before=${{COMP_WORDS[COMP_CWORD-2]}}
  [ "$word" != = ] || word=
  if [ "$COMP_CWORD" = 1 ]; then
    COMPREPLY=($(compgen -W '{commands} --help --version' -- "$word")); return
  fi
  case "${{COMP_WORDS[1]}} $before" in
{choices}
  esac
  case "${{COMP_WORDS[1]}}" in
{options}
  esac
  case "$word" in
    -*) COMPREPLY=($(compgen -W "$options --help" -- "$word")) ;;
  esac
}}
complete -o default -F _khmertext khmertext
"""


def script(shell: str) -> str:
    """The script for ``bash``, ``zsh`` or ``fish``."""
    if shell == "fish":
        return _fish()
    bash = _BASH.format(
        commands=" ".join(row.name for row in ROWS),
        choices="\n".join(_bash_choices()),
        options="\n".join(f"    {row.name}) options='{' '.join(_flags(row))}' ;;" for row in ROWS),
    )
    if shell == "zsh":
        return "autoload -U +X compinit bashcompinit && compinit -u && bashcompinit\n" + bash
    return bash


def _completion(args: Arguments) -> str:
    return script(args.shell)


ROWS: tuple[TextCommand | Request, ...] = (
    *WHOLE_TEXTS,
    REPORT,
    *REWRITES,
    *CUTS,
    *FINDS,
    *SINGLE_VALUES,
    *REQUESTS,
    Request(
        "completion",
        "a script that lets a shell complete commands and options",
        _completion,
        (
            'eval "$(khmertext completion bash)"',
            "khmertext completion fish > ~/.config/fish/completions/khmertext.fish",
        ),
        (option("shell", choices=["bash", "zsh", "fish"]),),
    ),
)


def _flags(row: TextCommand | Request) -> list[str]:
    return [name for names, _ in options_of(row) for name in names if name.startswith("-")]


def _bash_choices() -> list[str]:
    return [
        f"    '{row.name} {name if name.startswith('-') else row.name}') "
        f"COMPREPLY=($(compgen -W '{' '.join(settings['choices'])}' -- \"$word\")); return ;;"
        for row in ROWS
        for names, settings in options_of(row)
        if "choices" in settings
        for name in names
    ]


def _fish() -> str:
    rows = []
    for row in ROWS:
        rows.append(
            "complete -c khmertext -n __fish_use_subcommand -f "
            f"-a {row.name} -d {_quoted(row.about)}"
        )
        for names, settings in options_of(row):
            rows.append(_fish_option(row.name, names, settings))
    return "\n".join(filter(None, rows)) + "\n"


def _fish_option(command: str, names: tuple[str, ...], settings: dict[str, object]) -> str:
    parts = [f"complete -c khmertext -n '__fish_seen_subcommand_from {command}'"]
    if names[0].startswith("-"):
        parts += [f"-l {name[2:]}" if name.startswith("--") else f"-s {name[1:]}" for name in names]
        if settings.get("action") not in ("store_true",):
            parts.append("-r")
    elif "choices" not in settings:
        return ""
    if isinstance(choices := settings.get("choices"), list):
        parts.append(f"-f -a {_quoted(' '.join(choices))}")
    if isinstance(about := settings.get("help"), str):
        parts.append(f"-d {_quoted(about)}")
    return " ".join(parts)


def _quoted(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"
