"""A small book of notes for tests of the page: two subjects, copies, a contradiction, code, tables and attacks."""

from pathlib import Path

BREAD = """# Bread

## Flour and water

### What is the hydration of a dough?

Hydration is the weight of the water divided by the weight of the flour. A dough of 1000 g flour and 700 g water has a
hydration of 70 %. Wetter doughs give a more open crumb and are harder to shape.

### How long does a sourdough starter take to become active?

A new starter needs 7 to 14 days of daily feeding at room temperature. It is ready when it doubles within 6 hours.

### What does autolyse do?

Autolyse lets flour and water rest for 30 minutes before salt and yeast are added.

- Gluten begins to form without kneading.
- Enzymes turn starch into sugar.
- The dough becomes extensible and easy to shape.

### Which flours suit which breads?

| Flour | Protein | Bread |
|---|---|---|
| Wheat 550 | 11 % | Rolls |
| Rye 1150 | 9 % | Sourdough rye |
| Durum | 13 % | Ciabatta |

## The oven

### Why is steam used when baking bread?

Steam keeps the crust soft in the first 10 minutes, so that the loaf can rise fully. It also makes the crust shine.

### At which temperature is bread baked?

Bread is baked at 230 °C with falling heat. The core of a finished loaf has 96 °C.
"""

TIDES = """# Tides

## What is a neap tide?

A neap tide is the smallest tide of the month. It comes when sun and moon pull at right angles, at half moon.

## What is a spring tide?

A spring tide is the largest tide. It comes at new moon and full moon, when sun and moon pull in one line.

## How often does the tide turn?

The tide turns about every 6 hours and 12 minutes, because the moon passes every 24 hours and 50 minutes.

## How do I read the tide table with a script?

Use `$LATEST` for the newest table and :station: for the name; $LATEST costs $5 a month.

```python
def high_water(table: dict[str, float], hour: int) -> float:
    return max(level for when, level in table.items() if int(when[:2]) >= hour)
```

See [the harbour](https://harbour.invalid/tables) and ![the chart](https://harbour.invalid/chart.png).

## What is a tidal bore?

## What does a tide gauge cost?

A tide gauge costs 400 euros.
"""

OLD_TIDES = """# Older notes on tides

## What is a neap tide?

A neap tide is the smallest tide of the month. It comes when sun and moon pull at right angles, at half moon.

## How often does the tide turn?

The tide turns about every 8 hours.

## Who pays for the tide gauge?

The harbour pays 250 euros for the tide gauge.
"""

STRINGS = [
    "<script>window.attacked = 1</script>",
    '<img src=x onerror="window.attacked = 1">',
    "<svg/onload=window.attacked=1>",
    "<svg><script>window.attacked = 1</script></svg>",
    '<iframe srcdoc="<script>parent.attacked = 1</script>"></iframe>',
    "<body onload=window.attacked=1>",
    "<details open ontoggle=window.attacked=1>",
    "<input autofocus onfocus=window.attacked=1>",
    "<video><source onerror=window.attacked=1></video>",
    "<math><mtext><style><img src=x onerror=window.attacked=1></style></mtext></math>",
    '<a href="javascript:window.attacked=1">press me</a>',
    "[press me](javascript:window.attacked=1)",
    "[press me](JavaScript&#58;window.attacked=1)",
    "[press me](data:text/html,<script>opener.attacked=1</script>)",
    '![x](x"onerror="window.attacked=1)',
    "![pixel](https://harbour.invalid/pixel.gif)",
    "<style>@import 'https://harbour.invalid/x.css'; body { display: none }</style>",
    "<link rel=stylesheet href=https://harbour.invalid/x.css>",
    '<meta http-equiv=refresh content="0;url=https://harbour.invalid/">',
    "<base href=https://harbour.invalid/>",
    "<form action=https://harbour.invalid/><button>press me</button></form>",
    '"><script>window.attacked = 1</script>',
    "</p></div><script>window.attacked = 1</script>",
    "&lt;script&gt;window.attacked = 1&lt;/script&gt;",
    '<noscript><p title="</noscript><img src=x onerror=window.attacked=1>"></noscript>',
]
"""Each would leave a trace (``window.attacked``), load something or break the page if any of it were taken as HTML."""

ATTACK_FILE = "<img src=x onerror=window.attacked=1>.md"


def write_book(folder: Path) -> Path:
    """Write the notes; returns ``folder``."""
    attacks = "".join(
        f"## Is attack {n} harmless {s}?\n\nAttack {n} says: {s} and ends.\n\n" for n, s in enumerate(STRINGS)
    )
    files = {"bread.md": BREAD, "tides.md": TIDES, "old-tides.md": OLD_TIDES, ATTACK_FILE: f"# Attacks\n\n{attacks}"}
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder
