"""What a person asks, without the words and signs around it that ask for an answer as such."""

import re
from collections.abc import Callable, Sequence

from index.lexical import analyse
from retriever.english import telling


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_FRAME = _words(
    """
a about according again also am an and answer answering answers any anybody anyone anything are as ask asked asking
asks based book boss brief briefly but can clarify clue colleague confused could cover covers curious detail details
did do docs document documents does don't dont doubt easy eli5 english exam explain few find for forget forgot
friend from get give gives had has have hello help hey hi hmm how i i'd i'll i'm i've idea if im in info information
interview interviewer is it just kindly know language layman let let's lets like look looking me mention mentions
mine more my need needed no not note notes nothing now of ok okay on one our plain please pls plz question questions
quick quickly re really regarding remember remind say says search see short show simple simpler simply so some
somebody someone something stuck sure talk teach tell terms thank thanks that the there these they this to tomorrow
uh um understand unsure up us using want wanted wants we we're well what what's whats will with wonder wondering
words would yo you your
"""
)
"""Words that say nothing but that something is asked, of whom and how it shall be told."""

_EVERYDAY = _FRAME | _words(
    """
after ago all already always another back bad because become been before begin being believe best better big both
bought buy came class client colleagues come company course customer customers day days difficult done each else
even evening every everybody everyone everything exam few fine first five found four friends given go goes going
good got happen happened happens hard he heard her here his home hour hours house important impossible internet job
keep keeps last late leave left little live long lot made make manager manual many me money month months morning
move moved moves much never new next night nobody none off office often old only other others out over own paper
people possible problem project read reading right said saw saying school second seeing several she should since
small soon start started starts still takes task team ten their them then these they thing things think thinks this
those thought three time today together told tonight too took tried tries try trying two until urgent use used uses
very was wasn't way web week weeks went were which while who without won't work worked working works would write
wrong year years yesterday yet
"""
)
"""Words that say of somebody why something is asked, and nothing of what."""

_ASKING = _words("how what what's whats why when where who whom whose which whether")
_NAMED = _words("help question questions answer answers note notes docs info information details confused looking")
_BEFORE_IT = _words("with on for of to in")
_TOLD = _words("tell remind show teach give")
_ASKED_FOR = _words("please pls plz kindly mention mentions cover covers yo um uh hmm ok okay so eli5")
_TELLS = _words("explain clarify")
_TELLING = _words("a an your yourself")
_SOMEBODY = _words(
    "i i'm im i'd i'll i've me we us we're you anyone anybody someone somebody notes question answer explain clarify"
    " idea please pls plz kindly ok okay so yo um uh hmm hi hey hello eli5 sure unsure"
    " boss colleague friend"
)
_ANSWERED = _words("answer answers notes")
_AROUND = ',.:;!?…()[]"'
_CLOSES = ",.:;!?…"
_DASHES = _words("- – —")
_STOPS = " \t.,;:!?…？。！¿¡"
_PICTURES = "[\u2190-\u2bff\U0001f000-\U0001faff\ufe0f]"
_PICTURED = re.compile(rf"\A(?:{_PICTURES}\s*)+|(?:\s*{_PICTURES})+\Z")
_MARK = re.compile(
    r"\A(?:(?:#{1,6}\s(?!of\b)|[-*+•>–—]\s|\(?\d{1,3}[.)]\s|\(?[a-h]\)\s|q(?:uestion)?\s*\d{0,3}\s*[.:)]\s)\s*)+(?=\S)",
    re.IGNORECASE,
)
_WRAPPED = re.compile(r"(\*\*|__|\*|_|`|\"|')(?P<said>(?:(?!\1).)+)\1|“(?P<print>[^“”]+)”|«(?P<french>[^«»]+)»")
_TAIL = re.compile(
    r"(?:(?<![\s,.;:!?…-])[\s,.;:!?…-]++(?:(?:please|pls|plz)(?: help)?|(?:many )?(?:thanks|thank you|thx|ty)"
    r"(?: (?:a lot|so much|in advance))?|tldr|briefly|explain(?: (?:it|this))?|(?:in|with|using) (?:a few|few|simple"
    r"|simpler|plain|easy|short) (?:words|terms|english|language)|(?:in|with) (?:more )?details?|in short"
    r"|(?:according to|from|in|based on) (?:my|our|the|these) (?:notes|documents|docs)))+\Z",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"(?:\s[-–—]\s|\s\(|,\s)(?P<said>[^(),]{1,60})\)?\Z")
_PLACE = r"(?:when using|in|on|at|for|with|within|inside|using)\s+(?:the\s+)?"
_EDGES = tuple(
    re.compile(pattern.replace("WORD", rf"(?P<word>[\w+#.]+(?:[\s-][\w+#.]+){{{more}}})"), re.IGNORECASE)
    for more in (0, 1, 2)
    for pattern in (
        rf"\A(?P<by>{_PLACE}|[#\[(])?WORD(?P<end>[\])]?(?:\s?[:|,]|\s[-–—])|[\])])?\s+(?=\S)",
        rf"\s+(?P<by>{_PLACE})?(?P<end>[-–—|(\[]\s*)?WORD[\])]?\Z",
    )
)
_AGAINST = _words("vs versus")
_LEANS = _words("about like than use using learn choose")
_ASKS = r"(?:how|what|why|when|where|who|whom|whose|which|whether|is|are|do|does|did|can|could|should|will|would|may)\b"
_ASKED = re.compile(_ASKS, re.IGNORECASE)
_BREAK = re.compile(
    rf"(?<![,;:.!?])[,;:.!?]++\s+(?:(?:so|but|and)\s(?={_ASKS}))?|\s[-–—]\s|\s(?:so|but)\s(?={_ASKS})|\s(?=(?:because|since)\b)",
    re.IGNORECASE,
)
_SOMEBODYS = _words("i i'm i've my me we we're we've our he she his her")
_BACK = re.compile(r"\b(?:it|its|this|these|those|them|they|their|there)\b|\bthat\W*\Z", re.IGNORECASE)
_WHO = r"(?:i|you|we|one|people)"
_MUST = r"(?:should|would|must)"
_UNUSED = re.compile(
    rf"(?:when|why)\s(?:{_MUST}\s{_WHO}\s(?:not|never)\suse|{_MUST}(?:n['’]?t|\snot)\s{_WHO}\suse"
    rf"|(?:to\s)?(?:not|never)\s(?:to\s)?use|(?:(?:{_MUST}\s{_WHO}|to)\s)?avoid(?:\susing)?)\s(?P<it>\S+(?:\s\S+){{0,4}})",
    re.IGNORECASE,
)
_PASSES = 3  # what surrounds a question may lie in layers: a quoted one with a number
_LOUD = 3  # words in capitals from which they are no names
_LEFT = 2  # words that a question without its frame has


def bare(
    text: str,
    everywhere: Callable[[str], bool] = lambda words: False,
    known: Callable[[str], bool] = lambda word: True,
) -> str:
    """Return what ``text`` asks: of "Please explain: what is S3??" it is "what is S3".

    Marks, numbers and quotes around it go, stops at its end, and words that ask to be told; "in AWS" goes too where
    ``everywhere`` says that this is what the notes are about anyway, and a clause that says why it is asked where
    none of its words is ``known``, those said of everything aside. Where no word would be left it stays as it is.
    When not to use a thing asks for its drawbacks: what reads meaning hardly reads a "not".
    """
    for _ in range(_PASSES):
        before = text
        for rule in (
            _unmarked,
            _unled,
            _unfollowed,
            lambda said: _anywhere(said, everywhere),
            lambda said: _unreasoned(said, known),
        ):
            said = rule(text)
            text = said if said == text or analyse(said) else text
        if text == before:
            break
    text = text.lower() if text.isupper() and len(text.split()) >= _LOUD else text
    unused = _UNUSED.fullmatch(text)
    return f"drawbacks of {unused['it']}" if unused and analyse(unused["it"]) else text


def _unmarked(text: str) -> str:
    text = _PICTURED.sub("", text).lstrip("¿¡ \t").rstrip(_STOPS)
    text = _MARK.sub("", text, count=1)
    wrapped = _WRAPPED.fullmatch(text)
    return next(filter(None, wrapped.group("said", "print", "french"))) if wrapped else text


def _unled(text: str) -> str:
    """Leave out what leads up to a question: words of its frame up to a stop, a word that asks, or "about"."""
    words = text.split()
    said: list[str] = []
    first = 0
    for at, word in enumerate(words):
        core = word.strip(_AROUND).lower()
        if core in _ASKING and said and _may_ask(said):
            return " ".join(words[at:]) if len(words) - at >= _LEFT else text
        if core not in _FRAME and word not in _DASHES:
            break
        said.append(core)
        after = words[at + 1].strip(_AROUND).lower() if at + 1 < len(words) else ""
        if word[-1] in _CLOSES or word in _DASHES or _leads(said, after):
            first = at + 1
    return " ".join(words[first:])


def _may_ask(said: Sequence[str]) -> bool:
    """Say whether words of a frame may stand before a question: somebody is asked, and nothing else ("see who …")."""
    return not _SOMEBODY.isdisjoint(said) and (said[0] not in _ASKING or not _ANSWERED.isdisjoint(said))


def _leads(said: Sequence[str], after: str) -> bool:
    """Say whether words of a frame lead up to what is asked about, of which ``after`` is the first."""
    last, before = said[-1], said[-2] if len(said) > 1 else ""
    if last in ("about", "regarding"):
        return after not in _TELLING and (said[0] != "how" or len(said) == len(("how", "about")))
    if said[0] == "how" and _ANSWERED.isdisjoint(said):
        return False
    if last in ("me", "us"):
        return after != "about" and not _TOLD.isdisjoint(said)
    if last in _TELLS:
        return len(said) > 1
    named = before in _NAMED and (said[0] not in _ASKING or before in _ANSWERED)
    return last in _ASKED_FOR or (last in _BEFORE_IT and named) or (before, last) == ("you", "answer")


def _unfollowed(text: str) -> str:
    text = _TAIL.sub("", text)
    aside = _ASIDE.search(text)
    if aside and {*aside["said"].lower().split()} <= _FRAME - _ASKING:
        return text[: aside.start()]
    return text


def _unreasoned(text: str, known: Callable[[str], bool]) -> str:
    """Leave out a clause ahead or behind that says why it is asked, "since we move next week, …"."""
    breaks = list(_BREAK.finditer(text))
    for each in breaks[:1]:
        ahead, asked = text[: each.start()], text[each.end() :]
        if each[0].strip() and not _BACK.search(asked) and _why(ahead, known) and _speaks(asked, known):
            return asked
    for each in breaks[-1:]:
        asked, behind = text[: each.start()], text[each.end() :]
        if _why(behind, known) and _speaks(asked, known):
            return asked
    return text


def _why(clause: str, known: Callable[[str], bool]) -> bool:
    """Say whether a clause tells of somebody why something is asked, and nothing of what."""
    tells = not _SOMEBODYS.isdisjoint(word.strip(_AROUND) for word in clause.lower().split())
    return tells and not _ASKED.match(clause) and not _speaks(clause, known)


def _speaks(text: str, known: Callable[[str], bool]) -> bool:
    """Say whether a word of ``text`` is ``known`` that is not said of everything."""
    words = (word.strip(_AROUND).lower() for word in text.split())
    return any(known(word) for word in words if word not in _EVERYDAY and not word.isdecimal())


def _anywhere(text: str, everywhere: Callable[[str], bool]) -> str:
    """Leave out the place that a question is about where all notes are: "in AWS", "AWS:", "(aws)"."""
    for edge in _EDGES:
        found = edge.search(text)
        if found and everywhere(found["word"]):
            left = text[: found.start()] + text[found.end() :]
            apart = len(left.split()) >= _LEFT and (found["by"] or found["end"])
            if apart or (_named(found["word"]) and _whole(left, found.start() == 0)):
                return left
    return text


def _named(words: str) -> bool:
    """Say whether words are a name: "AWS lambda limits" asks of them less than "bees leave in May" of bees."""
    return all(telling(word) == 1 for word in words.lower().split())


def _whole(left: str, ahead: bool) -> bool:
    """Say whether words from which one was taken that no sign sets apart, ``ahead`` of them or behind, need it not."""
    words = [word.strip(_AROUND).lower() for word in left.split()]
    next_to = words[0] if ahead else words[-1]
    if ahead and next_to in _ASKING:
        return True
    asks = not ahead and not _ASKING.isdisjoint(words)
    beside = next_to in _LEANS or not _AGAINST.isdisjoint(words)
    return not (asks or beside) and len(analyse(left)) >= _LEFT and bool(analyse(next_to))
