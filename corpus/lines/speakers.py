"""The two sides of a talk with an assistant: who asks, who answers, and what is said without asking."""

import re

ASKER = re.compile(
    r"user|human|person|prompter|customer|client|student|learner|interviewer|me|you|anonymous|(?:my |the )?prompt"
    r"|vous avez dit|vous|moi|utilisateur|du hast gesagt|ich|du|benutzer|nutzer|dijiste|tú|yo|usuario|hai detto|tu"
    r"|utente|você disse|você|eu|usuário|вы сказали|ви сказали|вы|я|пользователь|користувач|你说|您说|你|我|用户|用戶"
    r"|ユーザー|사용자",
    re.IGNORECASE,
)
"""Who asks."""

ASSISTANT = re.compile(
    r"(?:o |el |l['’])?(?:(?:ai )?assistant|(?:chat ?)?gpt(?:[- ]?\d\w{0,3})?(?:-\w{1,9})?"
    r"|(?:(?:github|microsoft) )?copilot|gemini|bard|claude|deepseek|grok|perplexity|le chat|llama|meta ai|qwen"
    r"|assistante?|assistent|as+istente|ассистент|асистент|助手|助理|アシスタント|어시스턴트)",
    re.IGNORECASE,
)
"""The names of assistants."""

TELLER = re.compile(
    rf"{ASSISTANT.pattern}|ai|a\.i\.|ki|ia|ии|bot|ai bot|chatbot|mistral|model|agent|support|expert|teacher|tutor"
    r"|candidate|interviewee|response|reply",
    re.IGNORECASE,
)
"""Who answers."""

SAYS = (
    r"said|says|wrote|writes|asked|asks|replied|replies|answered|answers|a dit|hat gesagt|dijo|ha detto|disse|сказал|说"
)
"""What tells that one of them speaks, as one alternation for a case-insensitive pattern."""

_COURTESY = (
    r"thank(?:s| you)(?: (?:a lot|so much|very much|again|for \w+(?: \w+)?))?|thx|ty|cheers|cool|great|(?:very )?nice"
    r"|perfect|awesome|excellent|wow|good(?: (?:job|one|work|morning|evening|night|bye))?|got it|i see|understood"
    r"|(?:that )?makes sense|exactly|hi|hello|hey|there|bye|(?:that|it) (?:helps?|helped|works?|worked)"
    r"|that['’]?s (?:all|it|great|right|helpful)|well done|ok(?:ay)?|merci(?: beaucoup)?|bonjour|salut|parfait"
    r"|danke(?: schön)?|hallo|super|gracias|hola|perfecto|obrigad[oa]|olá|perfeito|grazie(?: mille)?|ciao"
    r"|спасибо|привет|谢谢|你好|好的"
)
_CONSENT = (
    r"right|yes|yep|yeah|no|nope|sure|please|continue|go (?:on|ahead)|keep going|carry on|next|more|proceed|try again"
    r"|regenerate|do (?:it|that|so)|oui|vas-y|ja|weiter|sí|sigue|sim|sì|continua|да|дальше|продолжай|继续|是的"
)
_COURTEOUS = re.compile(rf"(?:\W*\b(?:{_COURTESY})\b)+\W*", re.IGNORECASE)
_IDLE = re.compile(rf"(?:\W*\b(?:{_COURTESY}|{_CONSENT})\b)*\W*", re.IGNORECASE)
_LONG = 80  # characters from which something is asked


def is_idle(text: str) -> bool:
    """Say whether what is said to an assistant asks nothing of its own: courtesies, a yes, that it may go on."""
    return len(text) < _LONG and _IDLE.fullmatch(text.strip()) is not None


def is_courtesy(text: str) -> bool:
    """Say whether it only thanks, praises or greets."""
    return len(text) < _LONG and _COURTEOUS.fullmatch(text.strip()) is not None
