"""The words of a line of LaTeX, with its emphasis, code and links in Markdown."""

import re

from corpus.lines.plain import outside_code

BEGIN = re.compile(
    r"\\(begin|end)\s?\{([A-Za-z]{1,40}\*?)\}(\[[^\[\]]{0,300}\])?((?:\{(?:[^{}]++|\{[^{}]{0,300}+\}){0,60}+\}){0,3})"
    r"(?:\[[^\[\]]{0,300}\])?"
)
"""What opens or ends an environment: which of both, its name, its title in brackets and its arguments."""

CODE = frozenset({"verbatim", "lstlisting", "minted", "Verbatim", "alltt", "comment"})
"""Environments of code."""

_MATHS = re.compile(r"(\$\$?[^$\n]{1,2000}+\$\$?|\\\([^\n]{1,2000}?\\\)|\\\[[^\n]{1,2000}?\\\])")
_VERB = re.compile(r"\\(?:verb|lstinline)\*?(?:\[[^\[\]]{0,100}\])?([^\w\s*{\\])(.{1,500}?)\1")
_COMMAND = re.compile(r"\\([A-Za-z]{1,40})\*?[ \t]{0,9}(?:\[[^\[\]]{0,300}\])?\{([^{}]{0,4000}+)\}")
_LINK = re.compile(r"\\href\s?\{([^{}]{1,1000})\}\s?\{([^{}]{1,1000})\}")
_ALONE = re.compile(r"\\([A-Za-z]{1,40})\*?(?:\[[^\[\]]{0,300}\])?[ \t]?")
_ESCAPED = re.compile(r"\\([%&_#${}])")
_HIDE = "\x01"  # not what ``outside_code`` hides code behind
_HIDDEN = re.compile(rf"{_HIDE}(\d{{1,6}}){_HIDE}")
_SIGNS = dict.fromkeys(("textbf", "bf"), "**") | dict.fromkeys(("emph", "textit", "textsl"), "*")
_SIGNS |= dict.fromkeys(("texttt", "lstinline", "code"), "`")
_SILENT = frozenset(
    re.findall(
        r"\w+",
        "label index ref pageref eqref hspace vspace input include usepackage setlength color pagestyle"
        " thispagestyle vskip hskip setcounter addtocounter bibliographystyle bibliography definecolor rule phantom"
        " newcommand renewcommand",
    )
)
_WORDS = {"ldots": "…", "dots": "…", "LaTeX": "LaTeX", "TeX": "TeX", "textbackslash": "\\\\", "textasciitilde": "~",
          "rightarrow": "→", "textgreater": ">", "textless": "<", "quad": " ", "S": "§", "ss": "ß"}  # fmt: skip
_DEEPEST = 6  # commands in one another
LONG = 20_000
"""Characters of a line in which commands are looked for."""


def in_code(line: str, code: bool) -> bool:
    """Say whether what stands below a line is code; ``code`` says it of the line."""
    edge = BEGIN.search(line) if "\\" in line else None
    turns = edge is not None and edge.group(2) in CODE and edge.group(1) == ("end" if code else "begin")
    return code != turns


def plain_tex(text: str) -> str:
    """Write a line in Markdown: maths as it is, other commands gone and their words kept."""
    if "\\" not in text and not any(sign in text for sign in "{}~`'$-"):
        return text.strip()
    if len(text) > LONG:
        return text.strip()
    kept: list[str] = []

    def hidden(shown: str) -> str:
        kept.append(shown)
        return f"{_HIDE}{len(kept) - 1}{_HIDE}"

    text = _VERB.sub(lambda verb: hidden(f"`{verb.group(2)}`"), text.replace(_HIDE, ""))
    text = _ESCAPED.sub(lambda sign: hidden(sign.group(1)), text.replace("\\\\", " "))
    text = _MATHS.sub(lambda maths: hidden(maths.group()), text)
    text = _LINK.sub(r"[\2](\1)", text)
    for _ in range(_DEEPEST):
        changed = _COMMAND.sub(_shown, text)
        if changed == text:
            break
        text = changed
    text = _ALONE.sub(lambda command: _WORDS.get(command.group(1), ""), text)
    text = outside_code(text.replace("``", "“"), _typeset)
    text = re.sub(r"\\(.)", r"\1", text.replace("{", "").replace("}", ""))
    for _ in range(2):  # a sign may stand in maths
        text = _HIDDEN.sub(lambda found: kept[int(found.group(1))], text)
    return " ".join(text.split())


def _typeset(text: str) -> str:
    return text.replace("''", "”").replace("---", "—").replace("--", "–").replace("~", " ")


def _shown(command: re.Match[str]) -> str:
    """Write a command with its words: emphasis, code, a note in brackets; one whose words are a measure is none."""
    name, words = command.groups()
    said = words.strip()
    if name == "includegraphics" and said:
        return f"![]({said})"
    if name in _SILENT or not any(character.isalnum() for character in said):
        return ""
    if name in _SIGNS:
        return f"{_SIGNS[name]}{said}{_SIGNS[name]}"
    if name == "cite":
        return f"[{said}]"
    if name == "footnote":
        return f" ({said})"
    if name in ("begin", "end") or re.fullmatch(r"[-\d.\s]{1,20}(?:pt|in|cm|mm|em|ex)?", said):
        return ""
    return words
