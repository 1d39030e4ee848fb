"""Questions and answers written another way, rewritten as the reader of entries knows them.

``unified`` applies them one after the other; each leaves a document as it is where the lines do not show its shape.

- Of all lines: what they share at their ``margins``, signs that are ``escaped``.
- Of markup: ``markups`` other than Markdown, ``elements`` of quizzes, ``remarks`` and ``sentences`` that are headings
  or seem so, titles of ``solutions``, a fence that is ``unclosed``, and, where nothing asks, the ``outlines`` of plain
  text.
- Of questions: their ``heads``, bullets that are ``flush``, those that stand out, ``hanging`` over their answers, those
  that are ``numbered`` or lost a label (``halves``), labels that are ``pairs``, and those that stand ``close``.
- Of where they were copied from: ``anki``, ``boards``, ``clippings``, ``chats``, chats ``copied`` from a window, and
  ``dialogues`` with an assistant.
"""
