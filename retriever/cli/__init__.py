"""The command line ``answerbook``: each verb is loaded from its own module when it is called."""

import codecs
import importlib
import io
import json
import os
import signal
import sys
from collections.abc import Sequence
from typing import Any

import click
from click.shell_completion import CompletionItem

from index.errors import AnswerbookError, UsageError
from retriever.cli.saying import say

VERBS = {
    "ask": ("retriever.cli.ask", "ask", "Ask a question of your notes."),
    "check": ("retriever.cli.check", "check", "Type what you know and see which points it covered."),
    "conflicts": ("retriever.cli.conflicts", "conflicts", "List passages that contradict one another."),
    "duplicates": ("retriever.cli.duplicates", "duplicates", "List answers that stand in the notes twice."),
    "doctor": ("retriever.cli.doctor", "doctor", "Look whether everything is as it should be."),
    "entries": ("retriever.cli.entries", "entries", "List the questions and answers that were read."),
    "eval": ("retriever.cli.evaluation", "evaluate", "Score the answers to judged questions."),
    "export": ("retriever.cli.export", "export", "Write cards for Anki, reviews and judgements."),
    "grade": ("retriever.cli.grade", "grade", "Grade answers in bulk."),
    "index": ("retriever.cli.indexing", "index", "Add notes to an index, or bring it up to date."),
    "mark": ("retriever.cli.marking", "mark", "Say which passages of an answer helped."),
    "paths": ("retriever.cli.paths", "paths", "Print where things are kept."),
    "related": ("retriever.cli.related", "related", "Show the entries near an entry or a text."),
    "stats": ("retriever.cli.stats", "stats", "Show how the spot-checks go."),
    "ui": ("retriever.cli.page", "ui", "Open the page in a browser."),
}


_ESCAPED = "answerbook.escaped"


class LazyVerbs(click.Group):
    """A group whose verbs are imported only when called, so that ``--help`` stays instant."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in VERBS:
            return None
        module, name, _ = VERBS[cmd_name]
        command: click.Command = getattr(importlib.import_module(module), name)
        return command

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        verbs = [CompletionItem(verb, help=VERBS[verb][2]) for verb in sorted(VERBS) if verb.startswith(incomplete)]
        return verbs + click.Command.shell_complete(self, ctx, incomplete)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except BrokenPipeError:  # whoever read has enough; click would end with 1, which says that nothing is relevant
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return 0

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(verb, VERBS[verb][2]) for verb in self.list_commands(ctx)])


@click.group(cls=LazyVerbs, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="answerbook")
@click.option("--debug", is_flag=True, help="Show the traceback of an error.")
def answerbook(debug: bool) -> None:
    """Make a book you can ask out of your own question-and-answer notes."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit with the code that says how it went."""
    debug = "--debug" in (sys.argv[1:] if arguments is None else arguments)
    _open_streams()
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # whoever ends a build by it wants it cleared up, too
    try:
        code = answerbook.main(args=arguments, prog_name="answerbook", standalone_mode=False)
    except click.exceptions.Abort:
        _say("interrupted")
        code = 130
    except click.ClickException as error:
        error.show()
        code = UsageError.exit_code
    except AnswerbookError as error:
        if debug:
            raise
        _say(str(error))
        code = error.exit_code
    except OSError as error:
        if debug:
            raise
        why = error.strerror or str(error)
        _say(f"{error.filename} cannot be used: {why}" if error.filename else why)
        code = AnswerbookError.exit_code
    except Exception as error:
        if debug:
            raise
        _say(f"internal error: {type(error).__name__}: {error}; see the whole of it with: answerbook --debug …")
        code = AnswerbookError.exit_code
    sys.exit(code if isinstance(code, int) else 0)


def _open_streams() -> None:
    """Open what the caller has closed of the three streams, or the next file that is opened would get its number."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_RDWR), mode))
    codecs.register_error(_ESCAPED, _as_json)
    if isinstance(sys.stdout, io.TextIOWrapper) and sys.stdout.errors == "strict":
        sys.stdout.reconfigure(errors=_ESCAPED)


def _as_json(error: UnicodeError) -> tuple[str, int]:
    """Write what an output that is not UTF-8 cannot hold as JSON does: a person can tell it, and JSON stays right."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return json.dumps(error.object[error.start : error.end])[1:-1], error.end


def _say(message: str) -> None:
    say(f"answerbook: {message}", err=True)
