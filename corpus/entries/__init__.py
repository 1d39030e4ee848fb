"""Lines to entries: what opens one, how far it reaches, what it asks and answers, and what is in none.

``reading`` takes the steps, in this order:

- What could open an entry is a ``candidate``. ``candidates`` finds them line by line, with those of ``flashcards``,
  ``tables`` and ``leads`` and as far as a question may ``reach``; ``brackets`` and what is ``recurring`` change some.
- ``lists`` are questions that nothing answers, but that ``worksheets`` may answer below.
- ``openers`` makes ``plans`` of the rest: by the ``evidence`` for each family of look-alikes, ``mended`` where their
  numbers and titles show more, with the headings that end entries (``dividers``). Where nothing asks, ``prose`` does.
- ``orphans`` adds what no family shows; ``extents`` says where each entry ends, without what ``tails`` takes off.
- ``entry`` makes one of its ``wording``, its ``answers`` (without ``chatter``, other markup ``rewritten``, letters of
  choices ``spelled`` out), its ``sections`` and the headings over it (``paths``). What is in none is among the
  ``leftovers``.
"""
