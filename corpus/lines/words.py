"""The words by which notes in several languages say: here is a question, here is its answer, this is neither.

Only general words of question-and-answer notes stand here, none of any subject.
"""

import re
from collections import defaultdict

QUESTION_WORDS = (
    r"question|query|pregunta|pergunta|frage|denkfrage|kontrollfrage|lernfrage|prüfungsfrage|testfrage"
    r"|übungsfrage|verständnisfrage|wiederholungsfrage|domanda|vraag|pytanie|soru|otázka|kérdés|întrebare|spørgsmål|fråga"
    r"|kysymys|pertanyaan|вопрос|питання|запитання|въпрос|问题|問題|题目|題目|質問|질문|문제"
    r"|câu hỏi|प्रश्न|سؤال|ερώτηση|שאלה|প্রশ্ন|سوال|پرسش|கேள்வி|ప్రశ్న|પ્રશ્ન|ಪ್ರಶ್ನೆ|ചോദ്യം|ਸਵਾਲ|сұрақ|savol|sual|pitanje"
    r"|vprašanje|jautājums|klausimas|spurning|pyetje|tanong|swali|հարց|კითხვა"
)
"""Words that label a question: one of them alone is a heading over the question's text."""

QUESTION_LABELS = (
    rf"q(?:ue(?:s(?:tion|tions?|\.)?)?|n|stn)?|questions|{QUESTION_WORDS}|preg|soal|问|問|题|題|문|설문|câu|питање"
    r"|questão|questao|面试题|面試題|س|คำถาม|ප්‍රශ්නය"
)
"""What a question is labelled with, as one alternation for a case-insensitive pattern."""

QUESTIONS = re.compile(
    r"(?:\b(?:questions|preguntas|perguntas|fragen|domande|vragen|pytania|otázky|kérdések|întrebări|spørgsmål|frågor"
    r"|kysymykset|pertanyaan|вопросы|питання|запитання|въпроси|питања|câu hỏi|ερωτήσεις)\b|sorular|问题|問題|題目"
    r"|题目|質問|질문|प्रश्न|أسئلة|שאלות|คำถาม)",
    re.IGNORECASE,
)
"""What a title calls the questions that it stands over."""

EXERCISES = re.compile(
    r"\b(?:exercises|home ?work|assignments|(?:haus|übungs)aufgaben|übungen|ejercicios|exercícios|exercices|esercizi"
    r"|ćwiczenia|упражнения|вправи)\b|练习|練習問題|作业|課題|과제",
    re.IGNORECASE,
)
"""What a title calls the tasks that it stands over."""

ADVICE = re.compile(
    r"\b(?:tips?|advice|best practices|guidelines|reminders?|do(?:['’]?s)? (?:and|&) don['’]?ts?"
    r"|how to (?:answer|approach|prepare|succeed)|tipps|ratschläge|consejos|dicas|conseils|consigli"
    r"|wskazówki|советы|поради)\b"
    r"|建议|技巧|アドバイス|コツ",
    re.IGNORECASE,
)
"""What a title calls the advice that it stands over."""

TASK_LABELS = (
    r"scenario|exercise|problem|challenge|puzzle|quiz|riddle|mcq|faq|ejercicio|escenario|aufgabe|задача|задание"
    r"|билет|білет|завдання|场景|練習|exercício|exercicio|exercice|esercizio|übung|упражнение|вправа|练习"
    r"|bài tập|alıştırma|zadanie|(?:issue|task)(?=[ \t#]{0,3}\d{1,3}(?!\d))|(?:flash)?card|karte(?:ikarte)?|tarjeta"
    r"|карточка"
)
"""What a task that is answered is labelled with; only a number after it makes it a label."""

ANSWER_LABELS = (
    r"a|ans(?:wers?|w)?|answers?|solution|sol|respuesta|resp|resposta|réponse|reponse|antwort|risposta|antwoord"
    r"|odpowiedź|odpowiedz|cevap|odpověď|válasz|răspuns|svar|vastaus|jawaban|jawab|ответ|відповідь|отговор|одговор|答案"
    r"|回答|解答|参考答案|答|解|答え|정답|답변|답|trả lời|đáp án|उत्तर|إجابة|الإجابة|جواب|الجواب|ج|απάντηση|תשובה|คำตอบ"
    r"|উত্তর|پاسخ|பதில்|జవాబు|જવાબ|ಉತ್ತರ|ഉത്തരം|ਜਵਾਬ|жауап|javob|cavab|odgovor|atbilde|atsakymas|odpoveď|përgjigje"
    r"|sagot|jibu|պատասխան|პასუხი"
)
"""What an answer is labelled with, as one alternation for a case-insensitive pattern."""

RIGHT_ANSWERS = (
    r"respuesta correcta|resposta correta|alternativa correta|(?-i:CORREC?TA)|gabarito|(?:bonne )?réponse correcte"
    r"|bonne réponse|richtige antwort|risposta corretta|poprawna odpowiedź|doğru cevap|правильный ответ|верный ответ"
    r"|правильна відповідь|正确答案|正確答案|正解"
)
"""What the right one of several choices is labelled with."""

CARD_FRONTS = r"fronts?|front side|vorderseite|recto|frente|anverso|正面"
"""What one side of a card is called."""

CARD_BACKS = r"backs?|back side|rückseite|verso|reverso|背面"
"""What the other one is called."""

FRONTS = re.compile(
    rf"(?:the )?(?:{QUESTION_LABELS}|{CARD_FRONTS}|terms?|prompts?|words?|begriff|vokabeln?|wort"
    r"|wörter|mots?|palabras?|palavras?|parol[ae]|термин|слов[оа]|単語|单词|단어)",
    re.IGNORECASE,
)
"""What a column of questions is called."""

BACKS = re.compile(
    rf"(?:the )?(?:{ANSWER_LABELS}|{CARD_BACKS}|definitions?|meanings?|responses?|translations?"
    r"|übersetzung(?:en)?|bedeutung(?:en)?|traduction|definici[oó]n|traducción|tradução|traduzione|significato"
    r"|significado|определение|перевод|значение|意味|释义|뜻)",
    re.IGNORECASE,
)
"""What a column of answers is called."""

CHOOSING = re.compile(
    r"\b(?:(?:which|what|any|all|one|two|none) (?:\w+ )?of (?:the following|these|those)|true or false|multiple choice"
    r"|which (?:one|two|three|statements?|options?|answers?|choices?)|(?:choose|select|pick) (?:one|two|three|all)"
    r"|welche[rsn]? (?:\w+ )?(?:der|von) (?:folgenden|diesen)|richtig oder falsch"
    r"|cuál(?:es)? de|qual (?:das|dos|destas|destes)|lequel|laquelle|lesquel(?:le)?s|quale (?:di|dei|delle|tra)"
    r"|который из|какой из|какое из|какие из|який із|яка з|яке з|які з)\b"
    r"|(?:^|[.?!(:]\s+)(?:choose|select|pick|tick|check|mark|wählen sie|kreuzen sie|seleccione|selecione|escolha"
    r"|assinale|elige|choisissez|cochez|scegli|выберите|оберіть|виберіть)\b"
    r"|以下哪|下列|下面哪|哪一?[项個个]|正确的是|錯誤的是|错误的是|次のうち|다음 중",
    re.IGNORECASE,
)
"""A question that lets choose among what is listed below it."""

CHOICE = re.compile(
    r"\W*[a-h]\W+(?:(?:(?:all|none|both|any|neither)(?: of)?(?: the)? (?:above|these|them|options)|true|false|yes|no"
    r"|alle(?:s)? (?:oben )?genannten?|keine der genannten|wahr|falsch|richtig|todas (?:las|as) anteriores"
    r"|ningun[ao] de (?:las|los) anteriores|nenhuma das anteriores|verdadeiro|verdadero|falso"
    r"|toutes (?:ces|les) réponses|aucune (?:de ces|des) réponses|vrai|faux|tutte le precedenti"
    r"|nessuna delle precedenti|vero|все (?:вышеперечисленное|перечисленное|варианты)|ничего из перечисленного"
    r"|верно|неверно"
    r"|以上(?:都[是对不]?|皆[是非]|全部).{0,4})|.{1,80}\bof (?:the )?above)\W*",
    re.IGNORECASE,
)
"""A lettered line that can be nothing but a choice: it speaks of the others, or says yes or no."""

KEYS = re.compile(
    r"\W*(?:the )?(?:answer[- ]?keys?|(?:correct |right )?answers|(?:(?:model|sample|worked) )?solutions|keys?"
    r"|lösungen|lösungsschlüssel|respuestas|respostas"
    r"|gabarito|réponses|corrigé|risposte|odpowiedzi|ответы|відповіді|答案|参考答案|解答|正解|정답)"
    r"(?:\s+(?:&|and|with|und|y|e|et|и|та)\s+(?:(?:brief |short )?(?:explanations?|rationales?|reasons)|erklärungen"
    r"|justificaci[oó]n(?:es)?|explicaci[oó]n(?:es)?|explicaç(?:ão|ões)|explications?|spiegazioni|пояснения|пояснення))?"
    r"\W*$",
    re.IGNORECASE,
)
"""What stands over the right answers of all questions."""

TROUBLES = (
    r"symptoms?|problems?|issues?|errors?(?: message)?|troubles?|failures?|problème|symptôme|erreur|fehler|störung"
    r"|problema|síntoma|sintoma|erro|errore|проблема|ошибка|симптом|问题现象|故障|现象|症状"
)
"""What a trouble is called, by a label or over a column, beside its remedy."""

REMEDIES = (
    r"fix(?:es)?|solutions?|remed(?:y|ies)|resolutions?|workarounds?|what to do|actions?|cures?|remède|lösung|abhilfe"
    r"|behebung|solución|solução|soluzione|rimedio|решение|解决方法|解决办法|解决方案|处理方法|对策"
)
"""What its remedy is called."""

JOINING = r"and|or|und|oder|et|ou|y|o|e|и|или|та"
"""What joins two questions, or two letters of choices, as one alternation."""

_ASKING = (
    "what|what's|whats|why|how|how's|when|where|which|who|who's|whom|whose|can|could|do|does|did|is|are|was|were|am"
    "|should|shall|would|will|may|might|have|has|had|in which|in what|on what|for what|to what|at what|under what"
    "|explain|describe|define|discuss|list|name|compare|contrast|differentiate|distinguish|difference|differences"
    "|write|tell|give|mention|state|elaborate|illustrate|outline|walk|show|prove|find|implement|design|create|suppose"
    "|imagine|introduce yourself|identify|predict|calculate|consider|summarize|briefly|if you|given|you are|you have"
    "|you need"
    "|enumera|enumere|menciona|mencione|compara|nombra|cuéntame|diferencia|diferencias"
    "|¿|qué|que es|que son|cómo|como|cuál|cuáles|cuándo|dónde|por qué|quién|explique|explica|describe|defina"
    "|o que|qual|quais|quando|onde|por que|quem|descreva|explique|cite|enumere|liste|diferencie|conte|fale sobre"
    "|diferença|diferenças"
    "|was|wie|warum|wann|wo|welche|welcher|welches|wer|wozu|wieso|erkläre|erklären|nenne|nennen|beschreibe|beschreiben|erzähle|erzählen|vergleiche"
    "|definiere|erläutere|erläutern|begründe|begründen|unterschied|unterschiede|worin|womit|wodurch"
    "|qu'est|quel|quelle|quels|quelles|comment|pourquoi|quand|où|qui|expliquez|décrivez|citez|définissez|comparez|différence|différences"
    "|cosa|cos'è|che cos'è|che cosa|come|perché|quale|quali|quando|dove|chi|spiega|descrivi|differenza|differenze"
    "|что|чем|как|какой|какая|какие|какое|каким|зачем|почему|когда|где|кто|куда|сколько|для чего|в чем|в чём"
    "|расскажите|расскажи|приведите|приведи|опишите|объясните|назовите|перечислите|сравните"
    "|опиши|объясни|назови|перечисли|сравни|разница|различия|различие|отличия|отличие"
    "|що|чим|як|яка|який|які|яке|якою|навіщо|чому|коли|де|хто|для чого|у чому|в чому|розкажіть|опишіть|поясніть"
    "|порівняйте|різниця|відмінності"
    "|co to|co|jak|jaka|jaki|jakie|dlaczego|kiedy|gdzie|czym|czy|po co|wyjaśnij|opisz|wymień|porównaj|omów"
    "|różnica|różnice"
    "|apa|bagaimana|mengapa|kenapa|kapan|siapa|berapa|di ?mana|jelaskan|sebutkan|ceritakan"
    "|nedir|nasıl|neden|hangi|açıklayınız"
    "|wat|hoe|waarom|wanneer|waar|welke|wie|leg uit|noem|vad|hur|varför|när|vilka|vilken"
)


def _by_initial(words: str) -> str:
    """Group alternatives by their first letter: a pattern that ignores case tries each alternative by itself."""
    groups: dict[str, list[str]] = defaultdict(list)
    for word in words.split("|"):
        groups[word[0]].append(word[1:])
    return "|".join(f"{initial}(?:{'|'.join(rest)})" for initial, rest in groups.items())


ASKING = re.compile(rf"(?:(?:please|kindly|bitte|por favor) )?(?:{_by_initial(_ASKING)})(?![\w'])", re.IGNORECASE)
"""How a question or a task begins."""

INQUIRING = re.compile(
    r"(?:what(?:['’]?s)?(?! (?:i|we|you|they|he|she|it)\b)|why|how|which|who(?:['’]s)?|whose|is|are|does|do|did|can"
    r"|¿?(?:qué|cómo|cuál(?:es)?|por qué|quién(?:es)?)|o que|qual|quais|por que|quem|was (?:ist|sind|bedeutet)|wie"
    r"|warum|welche[rs]?|wer|wozu|qu['’]est-ce|quel(?:le)?s?|comment|pourquoi|qui|cosa|cos['’]è|che cosa|come|perché"
    r"|quale|quali|chi|что (?:такое|значит)|как(?:ой|ая|ие|ое)?|почему|зачем|кто|що таке|як(?:ий|а|і|е)?|чому|хто"
    r"|co to|jak(?:i|a|ie)?|dlaczego|kto|wat (?:is|zijn)|hoe|waarom|welke?|wie|nedir|apa itu|bagaimana|mengapa) \S",
    re.IGNORECASE,
)
"""How questions begin that are no tasks, and no clauses either: most of them where no question mark ends them."""

STATING = re.compile(
    r"(?:(?:when|where) (?:it|the|an?|you|they|we|he|she|i|this|that|these|those|there|your|their|its|our|all|one)\b"
    r"|if you\b(?!.*\b(?:what|how|which|why|who|where|when|would|could|explain|describe|find|write|give|name)\b)"
    r"|(?:is|are|was|were|has|have|had|does|do|did|can|could|should|would|will|may|might) not\b"
    r"|(?:is|are|was|were) (?:an?|used|called|known|made|based|also|only|always|often|usually)\b"
    r"|(?:has|have|had) (?:an?|no|to|also|always|been)\b"
    r"|(?:can|could|should|would|will|may|might) (?:be|have|also|only|always)\b"
    r"|which (?:is (?:why|because|what)|means|makes|allows|helps|gives|lets)\b"
    r"|quando? (?:l['’]|(?:les?|la|ils?|elles?|on|vous|nous|lo|gli|si|se|os?|as?|uma?|une?|una)\b)"
    r"|как (?:правило|только|видно|известно|следствие|результат)\b)"
    r".*(?:[.!;]|, .*)$|(?-i:where)\b.*,$",
    re.IGNORECASE,
)
"""A clause that begins as a question does and tells something: ``When the kiln is cold, open it.``"""

ASKING_ANYWHERE = re.compile(
    r"\b(?:differences? between|differen(?:ce|t)s? from|vs\.?(?=\s)|versus|nedir|nelerdir)\b", re.IGNORECASE
)
"""What marks a question wherever it stands, in words of Latin letters."""

ASKING_SIGNS = re.compile(
    r"什么|甚麼|什麼|如何|为什么|為什麼|怎么|怎麼|怎样|哪些|哪个|是否|区别|區別|介绍|说说|谈谈|讲讲|[说讲谈聊]一[下说讲谈聊]|聊聊|列举|简述|解释|请(?:详细|简要|简单)?(?:描述|讨论|说明|列举|分析|阐述)|とは|ですか|ますか|なぜ|どのよう|違い|説明し|무엇|왜|어떻게|차이|설명|이란|란\b"
    r"|क्या|कैसे|क्यों|अंतर|ما هو|ما هي|كيف|لماذا|الفرق|là gì|như thế nào|tại sao|khác nhau",
    re.IGNORECASE,
)
"""The same in other scripts."""


PENDING = "TODO|TBD|TBA|FIXME"
"""What people write, in capitals, where something is still missing."""

QUESTION_MARKS = "?？؟⁇"

HINTS = r"hints?|tips?|hinweis|tipp|pista|dica|indice|подсказка|підказка|提示"
"""What a hint at an answer is labelled with, as one alternation for a case-insensitive pattern."""

STEPS = "step|schritt|paso|passo|étape|шаг|krok"
"""Words that count the steps of an answer, as alternatives in a pattern."""

WROTE = r"wrote|schrieb|a écrit|escribió|escreveu|ha scritto|schreef|skrev|napisał\(?a?\)?|написал\(?а?\)?"
"""What programs for mail say of the sender of what is quoted, as alternatives in a pattern."""

PARTS = re.compile(
    r"(?:(?:short|long|sample|model|detailed|quick|possible|expected|correct|best|final|your|my|the|suggested"
    r"|click(?: here)? (?:to|for)|cli(?:que|ca|c|quez)(?: aqu[ií]| ici)? (?:para|pour)"
    r"|show|see|view|reveal|hide|toggle|open|expand|check|hint|full|spoiler|ver|mostrar"
    r"|voir|показать|показати|查看|点击|點擊|展开)\b[\s:\-–]*)*(?:the |an? |me |la |el |los |las |le |les |os? |as )?"
    rf"(?:{ANSWER_LABELS}|explanations?|examples?|code|output|result|hints?|notes?|tips?|follow[- ]?ups?.{{0,30}}"
    r"|(?:show|reveal|expand|unfold)(?:[ /](?:me|it|all|hide))?"
    r"|summary|conclusion|tl;?dr|discussion|approach|complexity|time complexity|syntax|diagram|details|more|in short"
    r"|key (?:points?|takeaways?|notes?|features?|concepts?)|spoiler|explicaci[oó]n|ejemplos?|exemplos?|beispiele?"
    r"|пример[ыа]?|приклади?|示例|例子|解析|补充|総括|예시|예제)(?:\s*(?:\d{1,4}|[#:.!?…\-–—)]|here|below|key|code))*+\s*$",
    re.IGNORECASE,
)
"""A heading or summary that names a part of an answer, never a question."""

_CONTENTS = (
    r"table of contents?|contents?|toc|índice|indice|inhalt(?:sverzeichnis)?|sommaire|оглавление|содержание|зміст"
    r"|目录|目錄|目次|list of (?:questions|contents|topics)|questions? (?:list|index)|topics covered|answer keys?"
    r"|answers? sheet|navigation|quick links|quick navigation|(?:on|in) this (?:page|article|document)"
    r"|star history|stargazers?.*|badges?|友情链接"
)
CONTENTS = re.compile(rf"(?:{_CONTENTS})\s*[:.!]*\s*", re.IGNORECASE)
"""A heading over what only leads about in the file; matched against the whole heading."""

BOILERPLATE = re.compile(
    rf"(?:{_CONTENTS}|contribut(?:e|ing|ions?|ors?)(?: .*)?|how to contribute"
    r"|licen[cs]es?(?: .*)?|licencia|лицензия|copyright|disclaimer|acknowledge?ments?|credits?|special thanks.*"
    r"|thank you.*|sponsors?.*|support (?:me|us|this|the).*|show your support|donat\w+.*|authors?|about (?:the |me\b"
    r"|us\b).*|maintainers?|contacts?(?: .*)?|connect with.*|follow (?:me|us).*|let'?s connect.*"
    r"|foot ?notes?|end ?notes?|fußnoten|change ?log|更新日志|更新日誌|変更履歴"
    r"|roadmap|to-?do|code of conduct|security policy|repository structure"
    r"|related (?:repos\w*|projects).*|contribuir|contribuciones|licença|contribuição|как .*внести.*|贡献.*"
    r"|许可.*)\s*[:.!]*\s*",
    re.IGNORECASE,
)
"""A heading over what belongs to the file, not to its subject; matched against the whole heading."""

ASIDE = re.compile(
    r"(?:introduction|intro|preface|foreword|overview|about(?: this.*)?|how to (?:use|study|read|navigate)\b.*"
    r"|references?|resources?|useful (?:links|resources).*"
    r"|further reading|links|related .*|external links|see also|bibliography|index|support|feedback"
    r"|community|thanks|参考.*|参考资料|введение|вступ|ссылки)\s*[:.!]*\s*",
    re.IGNORECASE,
)
"""A heading that among questions and answers stands over neither; in plain notes it may be a section like any other."""

BACK = re.compile(
    r"^(?:back|go|return|jump|scroll|volver|vuelve|ir|voltar|zur(?:ü|u)ck|retour|наверх|вернуться|назад|повернутися"
    r"|нагору|до початку|回到|返回)\b.{0,40}(?:top|start|contents?|index|toc|questions?|menu|list|home|up|inicio|arriba"
    r"|índice|topo|oben|haut|к .*|в .*|до .*|顶部|頂部|目录|目錄)(?!\w)"
    r"|^(?:top|up|наверх|вверх|нагору|toc|index|回到顶部|返回顶部|回到頂部"
    r"|返回目录|↑.*|⬆.*|🔝.*|🔼.*|▲.*)$|^.{0,10}(?:к оглавлению|к содержанию|до змісту|回到目录|回目录)$",
    re.IGNORECASE,
)
"""A link back to the top, matched on the words that show."""

ONWARD = re.compile(
    r"\W*(?:up )?(?:next|prev(?:ious)?|continue(?: to| with)?|siguiente|anterior|próximo|proximo|nächste[rs]?|weiter"
    r"|vorherige[rs]?|zurück|suivant|précédent|successivo|precedente|далее|дальше|следующ\w{2,3}|предыдущ\w{2,3}"
    r"|下一[篇章节页頁步]|上一[篇章节页頁步])(?: (?:up|lab|lesson|chapter|module|section|part|unit|page|topic"
    r"|article|post|day|week|step|tutorial|exercise|question|guide|notes?))?(?: \d{1,3})?\W*",
    re.IGNORECASE,
)
"""What stands before, or in, a link to the next notes or those before."""

ARTICLES = frozenset(
    re.findall(r"\S+", "a an the of your their its each this der die das ein eine le la les un une el los las")
)
"""Words right before a noun."""

STOP = frozenset(
    re.findall(
        r"\S+",
        """
        a about above after again all also an and any are as at be because been before being between both but by
        can could did do does doing don down each few for from further get give had has have having he her here
        how i if in into is it its just let like list make many may me might more most much must my name need no
        not now of off on once one only or other our out over own same set shall she should so some such tell
        than that the their them then there these they this those through to too two under until up use used
        uses using very want was way we well were what when where which while who whom why will with within
        without would write you your explain describe define discuss difference differences compare example
        examples concept concepts purpose work works working mean means main key basic common different types
        type kind kinds question questions answer answers role important best benefits advantages disadvantages
        happens handle ensure implement create significance question simple steps part vs versus via per etc e.g
        i.e interview advanced intermediate beginner general introduction overview summary notes chapter section
        day week part topic topics
        """,
    )
)
"""Words that are no topic, whatever the subject."""
