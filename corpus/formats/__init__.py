"""Files of other formats than plain notes: bytes to text, and Word, PDF, pages, sheets, records, LaTeX to entries.

``corpus.binaries`` tells formats that are no text, and ``decoding`` makes text of bytes: with ``repair`` of what was
read with a wrong encoding, and without what a program shows ``beside`` lines. What is read of lines that were made of a
file is ``placed`` on its own.

- Documents of office programs: ``docx``, ``odt``, ``rtf``, and slides, ``pptx`` and ``odp``. They share ``office``,
  ``slides``, ``packed`` (archives of XML), ``formulas`` and ``mathml``.
- Pages: ``webpages``, their ``tags`` and the ``writer`` of Markdown; so are read books (``epub``), ``enex`` of
  Evernote, outlines (``opml``), ``mediawiki``, and ``mail``, with pages saved as messages. ``notebooks`` are Jupyter's.
- PDF: ``pdf`` puts letters in lines (by the ``layout`` of a page and ``ruled`` tables), ``typeset`` makes Markdown of
  them.
- LaTeX: ``tex``, with ``texcards``, ``texwords`` and ``texwriting``.
- Tables: ``spreadsheets`` (``cells`` is the program that reads them) and ``opensheets``, ``decks`` of Anki and
  ``quizzes`` of Moodle; what they hold goes through ``tables``. ``sheets`` are text of which each line is a card, and
  ``gift`` is that of quizzes.
- Their rows and other data: ``rows``, or rows as people have ``laid`` them out, of which ``sides`` tells the columns;
  ``records`` of JSON and YAML, read as ``trees``. ``keyed`` says what their keys mean, ``cards`` makes entries of them.
"""
