"""What MkDocs does with the pages: their Python is run, and the generated parts are filled in.

`SNIPPETS=skip` builds without running them, where something else does.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from docs import snippets  # noqa: E402 - found from the root

SAYS = re.compile(r"^```(python|text) output$", re.MULTILINE)
NOT_RUN = re.compile(r"^```python no-run$", re.MULTILINE)


def on_page_markdown(markdown: str, page: Any, **_: Any) -> str:
    """A page before it becomes HTML."""
    if os.environ.get("SNIPPETS") != "skip":
        for problem in snippets.problems(Path(page.file.abs_src_path)):
            raise SystemExit(f"{page.file.src_path}: {problem}")
    markdown = SAYS.sub(r'```\1 title="prints"', NOT_RUN.sub("```python", markdown))
    markdown = markdown.replace("<!-- commands -->", "\n".join(commands()))
    return markdown.replace("<!-- templates -->", "\n".join(templates()))


def commands() -> Iterator[str]:
    """The help of every command."""
    from tangentgen import cli

    os.environ["COLUMNS"] = "90"
    for name, parser in _actions(cli.parser()):
        yield f"## {name}\n\n```text\n{parser.format_help()}```\n"
        for action, inner in _actions(parser):
            yield f"### {name} {action}\n\n```text\n{inner.format_help()}```\n"


def _actions(parser: argparse.ArgumentParser) -> Iterator[tuple[str, argparse.ArgumentParser]]:
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            yield from action.choices.items()


def templates() -> Iterator[str]:
    """The rules by file, with the formula that each states."""
    from tangentgen.commands.templates import every_rule

    by_file: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for rule in every_rule():
        for template in (*rule.reverses, *rule.tangents):
            file = Path(template.function.__code__.co_filename).stem
            says = " ".join((template.function.__doc__ or "").partition("\n\n")[0].split())
            if says and says not in by_file[file][rule.name]:
                by_file[file][rule.name].append(says)
    for file in sorted(by_file):
        yield f"## {file.replace('_', ' ').capitalize()}\n\n| function | rule |\n|---|---|"
        for name, says in sorted(by_file[file].items()):
            text = "<br>".join(says).replace("|", "\\|").replace("*", "\\*").replace("_", "\\_")
            yield f"| `{name}` | {text} |"
        yield ""
