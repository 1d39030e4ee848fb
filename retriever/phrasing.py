"""What a person asks, without the words and signs around it that ask for an answer as such."""

import re
from collections.abc import Callable


def _any(*phrases: str) -> str:
    return "(?:" + "|".join(phrase.replace(" ", r"\s+") for phrase in phrases) + ")"


_ASKING = r"(?:how|what|whats|why|when|where|who|whom|whose|which|if|whether|(?:is|are|can|do|does|should)\s+\w+)\b"
_NOTES = r"(?:my|our|the|these|your) (?:notes?|documents?|docs|book)"
_PLAINLY = r"(?:in|with|using) (?:a few|few|simple|simpler|plain|easy|layman's|short) (?:words|terms|english|language)"
_TOLD = r"(?:me|us)\b(?! about (?:an?|your|yourself)\b)(?: (?:about|of)\b)?[,:]?"
_BEFORE = _any(
    r"(?:hi|hello|hey)(?: (?:there|all|everyone|team|folks))?[,.!:;–-]+",
    r"(?:ok|okay|so|well|um|quick question|question|just curious|curious)[,:;.…–-]+",
    r"(?:please|pls|plz|kindly)\b,?",
    r"(?:can|could|would|will) (?:you|anyone|anybody|someone|somebody)(?: please| pls| plz| kindly)?"
    rf"(?: help (?:me|us))?(?: to)? (?:(?:explain|clarify)\b(?: to {_TOLD})?|(?:tell|remind|show) {_TOLD})",
    rf"(?:tell|remind|teach|show) {_TOLD}",
    r"help (?:me|us)(?: to)? understand\b[,:]?",
    r"(?:i|we)(?:['’]d| would| just)? (?:want(?:ed)?|like|need) to (?:know|understand|ask)\b(?: about\b)?[,:]?",
    rf"(?:i|we) (?:wonder|forgot|forget|don['’]?t (?:know|understand|remember|get))\b(?: about)?,?(?= {_ASKING})",
    rf"(?:(?:i am|i['’]?m) wondering|do you know|does (?:anyone|anybody) know|any (?:idea|clue)s?)\b,?(?= {_ASKING})",
    rf"what (?:do|does|can) {_NOTES} (?:say|tell|mention|have)(?: (?:me|us))? (?:about|on|of)\b",
    rf"(?:do|does) {_NOTES} (?:mention|cover|(?:say|have) (?:anything|something) (?:about|on|of))\b",
    rf"(?:according to|from|in|based on|search|look in) {_NOTES}\b(?: for\b)?[,:]?",
    rf"{_PLAINLY}\b[,:]?",
    rf"explain(?: (?:to )?(?:me|us))?(?::|(?= {_ASKING}))",
)
_BEHIND = _any(
    r"(?:please|pls|plz)",
    r"(?:many )?(?:thanks|thank you|thx|ty)(?: (?:a lot|so much|in advance))?",
    _PLAINLY,
    rf"(?:according to|from|in|based on) {_NOTES}",
)
_LEAD = re.compile(rf"\A\s*(?:{_BEFORE}\s*)+(?=\S)", re.IGNORECASE)
_TAIL = re.compile(rf"(?:[\s,.;:!?…-]+{_BEHIND})+\Z", re.IGNORECASE)
_MARK = re.compile(r"\A(?:(?:#{1,6}|[-*+•>–—]|\d{1,3}[.)]|q(?:uestion)?\s*\d{0,3}\s*[.:)])\s+)+(?=\S)", re.IGNORECASE)
_WRAPPED = re.compile(r"(\*\*|__|\*|_|`|\"|')(?P<said>(?:(?!\1).)+)\1|“(?P<print>[^“”]+)”|«(?P<french>[^«»]+)»")
_PLACE = r"(?:in|on|within|inside|using)\s+(?:the\s+)?"
_AHEAD = re.compile(rf"\A{_PLACE}(?P<word>[\w.+#-]+?),?\s+(?=\S)", re.IGNORECASE)
_AFTER = re.compile(rf"\s+{_PLACE}(?P<word>[\w.+#-]+)\Z", re.IGNORECASE)
_STOPS = " \t.,;:!?…？。！¿¡"
_WORD = re.compile(r"\w")
_PASSES = 3  # what surrounds a question may lie in layers: a quoted one with a number
_LOUD = 3  # words in capitals from which they are no names


def bare(text: str, everywhere: Callable[[str], bool] = lambda word: False) -> str:
    """Return what ``text`` asks: of "Please explain: what is S3??" it is "what is S3".

    Marks, numbers and quotes around it go, stops at its end, and words that ask to be told; "in AWS" goes too where
    ``everywhere`` says that this is what the notes are about anyway. Where no word would be left it stays as it is.
    """
    for _ in range(_PASSES):
        text = _kept(text, _unmarked(text))
        text = _kept(text, _TAIL.sub("", _LEAD.sub("", text)))
        for place in (_AHEAD, _AFTER):
            text = _kept(text, place.sub(lambda found: "" if everywhere(found["word"]) else found[0], text))
    return text.lower() if text.isupper() and len(text.split()) >= _LOUD else text


def _kept(text: str, bare: str) -> str:
    return bare if _WORD.search(bare) else text


def _unmarked(text: str) -> str:
    text = _MARK.sub("", text.lstrip("¿¡ \t").rstrip(_STOPS), count=1)
    wrapped = _WRAPPED.fullmatch(text)
    return next(filter(None, wrapped.group("said", "print", "french"))) if wrapped else text
