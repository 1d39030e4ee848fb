"""Talk that a pasted answer brings along: praise for the question, announcements, offers of more, advertisements."""

import re

_PRAISE = "|".join(
    (
        r"got it|understood|happy to help|glad you asked|thanks for (?:asking|sharing)[^.!?]{0,60}",
        r"(?:that(?:'|’)?s (?:a |an )?)?(?:great|good|excellent|nice|fantastic|interesting) (?:question|topic|choice)",
        r"i(?:'|’)d be happy to help[^.!?]{0,60}",
    )
)
_AGREES = r"absolutely|sure(?: thing)?|certainly|of course|definitely|no problem|okay|ok|alright"
_RATES = r"great|excellent|awesome|perfect"
_HEAD = r"\s*(?:[^\w\s*_\[(`]{1,3}\s*)?"
_ENDS = r"\s*(?:[!.]+|[-–—]\s|,\s(?=(?:here|let)\b))\s*"
_TALK = re.compile(rf"{_HEAD}(?:(?:{_PRAISE}|{_AGREES}|{_RATES}){_ENDS})+", re.IGNORECASE)
_PRAISING = re.compile(rf"{_HEAD}(?:(?:{_PRAISE}){_ENDS})+", re.IGNORECASE)
_EAGER = rf"(?:{_AGREES})\s*(?:!+|,\s(?=(?:here|let)\b))\s*"
_OPENING = re.compile(rf"{_HEAD}(?:(?:(?:{_AGREES}|{_RATES}){_ENDS})*(?:{_PRAISE}){_ENDS}|{_EAGER})+", re.IGNORECASE)
_AUXILIARY = (
    r"(?:am|are|can|could|did|do|does|had|has|have|is|may|might|must|shall|should|was|were|will|would)(?:n['’]?t)?"
)
_YES_OR_NO = re.compile(rf"(?:^|[,;:.!?–—-]\s+|\b(?:and|but|so|then|or)\s+)\W*{_AUXILIARY}\s[^?]*\?", re.IGNORECASE)
_WH = re.compile(r"\b(?:what|who|whom|whose|why|how|when|where|which)\b", re.IGNORECASE)
_ANNOUNCES = re.compile(
    "|".join(
        (
            r"\s*(?:here(?:'|’)?s|here (?:is|are)|below (?:is|are)|i(?:'|’)ll (?:explain|walk)\b)[^.!?]{0,400}[:.]\s*$",
            r"\s*let(?:'|’)?s (?:break|dive|go|walk|look at|explore)[^.!?]{0,400}[:.!]\s*$",
        )
    ),
    re.IGNORECASE,
)
_PASTED = re.compile(
    r"\s*here (?:are|is)\b[^.!?]{0,80}\b(?:answers?|explanations?"
    r"|responses?)\b[^.!?]{0,80}\bquestions?\b[^.!?]{0,60}[:.]?\s*$",
    re.IGNORECASE,
)
_OFFERS = "|".join(
    (
        r"let me know (?:if|which|what|how|when)\b|just (?:let me know|say the word|ask)\b",
        r"(?:do you )?want (?:me to|to (?:see|know|dive|go|try|explore|practice)|an?\b|help\b|more\b|some\b|the\b)",
        r"would you like\b|shall i\b|should i (?:also|now)\b|need (?:an?|help|more|any|the)\b[^.!?]{0,200}\?",
        r"if you(?:(?:'|’)d| would) like\b[^.!?]{0,300}\bi(?: can|(?:'|’)ll| will|(?:'|’)d)\b",
        r"if you (?:want|need)\b[^.!?]{0,300}\b(?:i can|let me know|just ask)\b",
        r"i can (?:also |help |share |provide |draft )[^.!?]{0,200}(?:if you|too\b|!)",
        r"(?:is there )?anything else (?:i can|you)\b",
        r"happy to (?:help|provide|share|walk|explain)\b|feel free to (?:ask|reach|let)\b|hope (?:this|that) helps\b",
        r"(?:for\b[^.!?]{0,60}[ ,]|please |kindly |do |)(?:do )?(?:check ?out|subscribe|follow|join|visit|watch)\b"
        r"[^.!?]{0,40} (?:me on|my) [^.!?]{0,40}\b(?:youtube|channel|blog|newsletter|linkedin|telegram|instagram)\b",
    )
)
_OFFER = re.compile(rf"\s*(?:[^\w\s*_\[(`]{{1,3}}\s*)?(?:{_OFFERS})", re.IGNORECASE)
_HERE = re.compile(r"\s*here(?: is| are|(?:'|’)s)\b", re.IGNORECASE)
_AFTER_OFFER = re.compile(
    r"\s*(?:i (?:can|could|(?:'|’)?d be)\b|happy to\b|just (?:say|ask|let)\b|let me know\b|i(?:'|’)(?:ll|m|d)\b|or\b"
    r"|feel free\b)",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[^.!?]*(?:[.!?](?!\s|$)[^.!?]*)*[.!?]*\s*")
_FAREWELL = re.compile(
    r"\W*(?:all the (?:very )?best|(?:best of |good )luck\b[^.!?]{0,60}|happy (?:learning|coding|studying|interviewing"
    r"|preparing|reading|hacking)|thank(?:s| you)(?: (?:so|very) much)?"
    r"(?: for (?:reading|watching|visiting)[^.!?]{0,40})?"
    r"|if (?:this|it|you)\b.{0,60}\b(?:helped|useful|helpful|liked?|enjoy(?:ed)?)\b.{0,60}"
    r"\b(?:likes?|stars?|⭐|share|subscribe|comment|coffee|follow|upvote|clap)\b.{0,80}"
    r"|(?:please )?(?:add|share|leave|drop|post|write|send)\b.{0,40}"
    r"\b(?:questions?|comments?|feedback|suggestions?|thoughts)\b.{0,120}"
    r"|(?:(?:any|your|all) )?(?:(?:questions?|comments?|suggestions?|feedback|corrections?|contributions?)"
    r"(?:, ?| and | or |/)?){1,4} (?:is|are) (?:always |very |most )?welcomed?\b.{0,60}"
    r"|(?:i|we) (?:think|hope|believe)\b.{0,40}\b(?:questions?|article|post|notes|list|guide|tutorial)\b.{0,120}"
    r"|next(?: up)?: [^.!?]{1,80}|up next: [^.!?]{1,80}|the end|end of (?:the )?"
    r"(?:[^\W\d_][\w&-]* ){0,3}(?:document|file|notes?|deck|faq|list|questions?"
    r"|(?:section|chapter|part|module|unit|lesson|day|week) \d{1,3}(?:[:.–—-] ?[^.!?]{0,60})?)|fin"
    r"|chatgpt can make mistakes\b.{0,80}|4o|o\d(?:-\w{1,8})?)\W*$"
    r"|\W*(?:©|\(c\) ?(?:\d{4}|copyright)|(?:copyright|all rights reserved|generated (?:by|with|on)"
    r"|last (?:updated|modified|edited))\b).{0,200}$",
    re.IGNORECASE,
)
_MORE = "|".join(
    (
        r"(?:if|should|do|still|got|have)\b.{0,20}\b(?:any|have|got) questions?",
        r"(?:if|should|do|still|got|have)\b.{0,20}\b(?:other|another|more|further|additional)"
        r" (?:questions?|problems?|issues?)",
        r"if your (?:question|problem|issue)\b.{0,20}(?:\bnot|n['’]t)",
        r"(?:did|could|can)(?:n['’]t|not| not)\b.{0,20}\bfind",
    )
)
_CONTACT = (
    r"ask|contact|forums?|discord|slack|telegram|e-?mail|mail|mailing list|reach|open an?|file an?|raise an?|post"
    r"|report|write to|get in touch|let (?:us|me) know|tell us|discussions?|support team|chat|community"
)
_ASKS_ON = re.compile(rf"\W*(?:{_MORE})\b.{{0,80}}\b(?:{_CONTACT})\b.{{0,160}}$", re.IGNORECASE)
_LONGEST = 1200
_SHORT = 240
_HINTS = (
    "let me know", "say the word", "want", "would you", "shall i", "should i", "need", "if you", "i can ", "happy to",
    "anything else", "feel free", "hope th", "just ask", "here are", "here is", " my ", " me on ",
)  # fmt: skip


def opening(line: str, answers: bool = False) -> int:
    """Return the characters of chatter at the head of an answer's first line; the whole line where it only announces.

    ``line`` is plain text without markup. Zero where there is none. Where words like "Of course!" may be what
    ``answers``, only praise for the question and announcements are chatter.
    """
    if len(line) > _LONGEST * 4:
        return 0
    talk = _TALK.match(line)
    if talk is None:
        return 0
    if _ANNOUNCES.match(line[talk.end() :]):
        return len(line)
    match = (_PRAISING if answers else _OPENING).match(line)
    return match.end() if match else 0


def answered_by_yes(asked: str) -> bool:
    """Say whether a question can be answered by yes or no."""
    return asked.rstrip("*_ ").endswith("?") and (_YES_OR_NO.search(asked) is not None or _WH.search(asked) is None)


def is_offer(line: str) -> bool:
    """Say whether a whole plain line offers more help, or announces pasted answers."""
    if len(line) > _LONGEST or not _hinted(line):
        return False
    if _PASTED.match(line):
        return True
    sentences = [sentence for sentence in _SENTENCE.findall(line) if sentence.strip()]
    if len(sentences) > 1 and _FAREWELL.match(sentences[0]):
        return all(_OFFER.match(one) for one in sentences[1:])
    if len(sentences) == 2 and _HERE.match(sentences[0]) and _OFFER.match(sentences[1]):
        return True
    return _OFFER.match(line) is not None and all(
        _OFFER.match(one) or _AFTER_OFFER.match(one) or len(one.split()) <= 3 for one in sentences[1:]
    )


def is_farewell(line: str) -> bool:
    """Say whether a whole plain line takes leave of the reader or says whose the notes are: what ends a document."""
    return 0 < len(line) <= _SHORT and _FAREWELL.match(line) is not None


def asks_on(line: str) -> bool:
    """Say whether a whole plain line says where to ask what the notes leave open."""
    return 0 < len(line) <= _SHORT and _ASKS_ON.match(line) is not None


def trailing_offer(line: str) -> int:
    """Return where an offer begins that ends a plain line of content, or the line's length where there is none."""
    if len(line) > _LONGEST * 4 or not _hinted(line):
        return len(line)
    at = 0
    for sentence in _SENTENCE.findall(line):
        if at and sentence.strip() and is_offer(line[at:].strip()):
            return at
        at += len(sentence)
    return len(line)


def _hinted(line: str) -> bool:
    """Say, quickly, whether a line could hold an offer at all."""
    folded = line.casefold()
    return any(map(folded.__contains__, _HINTS))
