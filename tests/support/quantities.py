"""Texts out of the parts of amounts, in any order."""

from hypothesis import strategies as st

_PARTS = """
0 5 10 1.5 1,000 1,234.50 1.2.3 half a an zero seven - – to and $ % °C °F m k K M GB /s g/l days hour every third
version Version Euro 4th port million : . , ( | about up to 2020 4 July pm 10:30 minus once times per each ²
"""

IN_ANY_ORDER = st.lists(st.sampled_from([*_PARTS.split(), "1\u202f000", " ", " ", " "]), max_size=14).map("".join)
