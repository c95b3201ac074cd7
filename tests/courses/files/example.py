"""A small curriculum on disk that uses every kind of block, question and field once."""

import struct
import zlib
from pathlib import Path

PROGRAM = """\
slug: two-weeks
title: Two weeks
weeks:
  - {number: 1, theme: Start, summary: How it begins.}
  - {number: 2, theme: Go on, summary: How it goes on.}
rules:
  starter_pack: [p01, p02]
  due_within_hours: {p02: 48}
  pull_forward: {opioids: 1}
  elective_order: [opioids, alcohol]
"""
MISCONCEPTIONS = """\
wait-and-see:
  name: Waiting makes it pass
  reply: Help works best early.
  talking_point: Waiting is what most of us do first.
"""
SOURCES = """\
TIP50: {title: "TIP 50, Addressing Thoughts", year: "2009"}
"""
MODULE = """\
code: p01
title: "Help first: who to call"
audience: participant
week: 1
slot: 1
strand: relapse-prevention
required_for: [substance-use, mental-health]
elective_for: null
pairs_with: []
two_example_sets: true
minutes: 15
summary: Say who to call, and when.
skill: Calling early
objectives:
  - Name three numbers
  - Say when to call each
safety_note: ""
short_version:
  one_thing: You can call at any hour.
  steps: [Notice., Call., Stay.]
  question: Who would you call?
  answer: A good answer has a name and a number.
sources: [TIP50]
license: CC BY 4.0
review: {reviewer: "", reviewed_on: "", next_review_on: ""}
"""
FIRST_CARD = """\
---
id: help-first
title: Help comes first
objectives: [1]
---
```key-idea
text: You can call at any hour.
```

You do not have to be sure. **If you wonder, call.**

## When to use which number

- one *thing*
- [another](https://988lifeline.org)

```callout
kind: warning
title: Not alone
text: >-
  Talk to a nurse first.

  Then go on.
```

```content-note
text: The next part talks about loss. Skipping it costs nothing.
```

```story
title: Dana calls
for: substance-use
text: Dana **calls** her cousin.
```

```steps
title: Three steps
items:
  - {title: Notice, text: "What is going on?"}
  - {title: Call, text: ""}
```

```practice
title: Breathe
minutes: 2
text: Breathe out slowly.
eyes_open: Look at a cup.
movement: ""
```

```compare
caption: Who to call
columns: [When, Who]
rows:
  - [Danger now, "911"]
  - [Dark thoughts, ""]
```

```crisis-numbers
show: first
```

```image
file: card.png
alt: A hand holds a card
caption: ""
```

```audio
file: breath.mp3
title: Three breaths
transcript: Breathe in, breathe out.
```

```video
file: naloxone.mp4
title: Naloxone
captions: naloxone.vtt
transcript: Tilt the head back.
```

```download
file: card.pdf
title: My card, to print
```
"""
SECOND_CARD = """\
---
id: pictures
title: Pictures
objectives: [2]
---
```chain
title: A chain
description: One leads to the next.
items: [{label: One, text: ""}, {label: Two, text: b}, {label: Three, text: c}]
```

```cycle
title: A loop
description: Round and round.
items: [{label: One, text: a}, {label: Two, text: b}, {label: Three, text: c}]
```

```wave
title: A wave
description: Up and down.
items: [{label: Up, text: a}, {label: Peak, text: b}, {label: Down, text: c}]
```

```ladder
title: A ladder
description: Rung by rung.
items: [{label: Low, text: a}, {label: Mid, text: b}, {label: High, text: c}]
```

```thermometer
title: How hot
description: From cool to hot.
items: [{at: 2, label: Cool, text: a}, {at: 9, label: Hot, text: b}]
```

```circles
title: Circles
description: From the middle outwards.
items: [{label: Me, text: a}, {label: Team, text: b}]
```

```timeline
title: Weeks
description: Week by week.
items: [{when: Week 1, label: Begins, text: a}, {when: Week 2, label: Goes on, text: b}]
```

```two-columns
title: Two sides
description: This and that.
items: [{label: This, points: [a, b]}, {label: That, points: [c, d]}]
```

```summary
lines: [One., Two., Three.]
```

```teach-back
prompt: Tell somebody.
```
"""
QUIZ = """\
pass_mark: 80
questions:
  - id: night-message
    type: single_choice
    card: help-first
    objectives: [1]
    prompt: What is the best first step?
    options:
      - {id: call, text: Call 988., correct: true, why: They help.}
      - {id: wait, text: Wait., misconception: wait-and-see, why: Hours matter.}
  - id: both
    type: multiple_choice
    card: help-first
    objectives: [1, 2]
    prompt: Who can help? Pick all that fit.
    options:
      - {id: a, text: "911", correct: true, why: In danger.}
      - {id: b, text: "988", correct: true, why: In a crisis.}
      - {id: c, text: Nobody, misconception: wait-and-see, why: Somebody can.}
  - id: alone
    type: true_false
    card: pictures
    objectives: [2]
    prompt: It is best to wait.
    options:
      - {id: "true", text: "True", misconception: wait-and-see, why: Hours matter.}
      - {id: "false", text: "False", correct: true, why: "Right: call."}
  - id: steps
    type: put_in_order
    card: pictures
    objectives: [2]
    prompt: Put the steps in order.
    misconception: wait-and-see
    items:
      - {id: notice, text: Notice., why: First.}
      - {id: call, text: Call., why: Then.}
      - {id: stay, text: Stay., why: Last.}
  - id: which
    type: match
    card: ""
    objectives: []
    prompt: Match them.
    misconception: wait-and-see
    pairs:
      - {id: danger, left: Danger, right: "911", why: Now.}
      - {id: dark, left: Dark thoughts, right: "988", why: Any hour.}
      - {id: missed, left: A missed group, right: The clinic, why: In the day.}
"""
WORKSHEET = """\
title: My card
intro: This is private unless you share it.
feeds_plan: true
fields:
  - {id: one, type: short_text, label: One line, help: ""}
  - {id: more, type: long_text, label: More lines, help: Take your time.}
  - {id: signs, type: list, label: My signs, help: "", max_items: 5}
  - {id: sure, type: scale, label: How sure, help: "", low_label: Not, high_label: Very}
  - {id: log, type: table, label: My log, help: "", columns: [When, What], rows: 3}
  - {id: ticks, type: checklist, label: Tick, help: "", options: [{id: a, text: Group}, {id: b, text: Nurse}]}
  - {id: day, type: date, label: The day, help: ""}
  - {id: who, type: contact, label: Who, help: ""}
"""
GUIDE = """\
purpose: People leave with a card.
materials: [Cards, Pens]
outline:
  - {minutes: 10, part: Check-in, text: Go round.}
  - {minutes: 35, part: Practice, text: Write the card.}
prompts: [What helps?, Who helps?, When?]
misconceptions: [wait-and-see]
cautions: [Do not ask for details.]
adapt: ["Online: cameras may stay off."]
"""
ELECTIVE = """\
code: p12
title: Opioids
audience: participant
week: 2
slot: 1
strand: conditions
required_for: []
elective_for: opioids
pairs_with: []
two_example_sets: false
minutes: 15
summary: Say what helps.
skill: Carrying naloxone
objectives: [Name one thing]
safety_note: Never describe amounts.
short_version: {one_thing: One., steps: [a, b, c], question: What?, answer: That.}
sources: []
license: CC BY 4.0
review: {reviewer: Dr. N. Ames, reviewed_on: "2027-01-31", next_review_on: "2028-01-31"}
"""
ELECTIVE_CARD = """\
---
id: only-card
title: The only card
objectives: []
---
Carry it with you.
"""
P01 = "p01-help-first"


def png(width: int = 3, height: int = 2) -> bytes:
    """A gray picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\x80" * width) * height)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


FILES: dict[str, str | bytes] = {
    "program.yaml": PROGRAM,
    "misconceptions.yaml": MISCONCEPTIONS,
    "sources.yaml": SOURCES,
    f"{P01}/module.yaml": MODULE,
    f"{P01}/cards/1-help-first.md": FIRST_CARD,
    f"{P01}/cards/2-pictures.md": SECOND_CARD,
    f"{P01}/quiz.yaml": QUIZ,
    f"{P01}/worksheet.yaml": WORKSHEET,
    f"{P01}/guide.yaml": GUIDE,
    f"{P01}/media/card.png": png(),
    f"{P01}/media/breath.mp3": b"ID3 three breaths",
    f"{P01}/media/naloxone.mp4": b"\0\0\0\x18ftypmp42",
    f"{P01}/media/naloxone.vtt": b"WEBVTT\n\n00:00.000 --> 00:02.000\nTilt the head back.\n",
    f"{P01}/media/card.pdf": b"%PDF-1.4\n",
    "p12-opioids/module.yaml": ELECTIVE,
    "p12-opioids/cards/1-only-card.md": ELECTIVE_CARD,
}


def build(folder: Path, **changes: str | bytes | None) -> Path:
    """Write the example; `changes` name files (with their paths) to be written otherwise, or None to be left out."""
    for name, content in (FILES | changes).items():
        if content is None:
            continue
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder
