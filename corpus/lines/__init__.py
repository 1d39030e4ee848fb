"""Lines of notes to what each of them is and says, before anybody asks what it means.

- ``scanning`` says of each line what it is: by the markup of its ``dialects``, by ``fences`` and what is ``pasted``
  into them, and by the ``marks`` that programs and printers add.
- ``page`` holds a document's lines with more that is known of them: what folds out (``details``, ``folds``), lettered
  ``choices``, the ``nesting`` of lists, and ``titles`` that only a table of contents shows.
- ``markers`` says what the words of one line say: number, label, question, answer. ``words`` are those of many
  languages, ``speakers`` who asks and who answers, ``faces`` the two sides of a card, ``plain`` takes markup off, and
  ``tagged`` tells the tags of HTML.
"""
