"""A process by hand that has every table, small enough to see whole. The talks and the sentences are ours."""

from __future__ import annotations

DEPOTS = """\
[process]
id = "two-depots"
title = "The two depots"
parties = ["norland", "sudland"]
together = "both"

[[source]]
id = "s-text"
what = "the accord of 10 January"
url = "https://example.org/accord"

[[source]]
id = "s-wire"
what = "Lake Wire, 2 June"

[[actor]]
id = "norland"
name = "Norland"
kind = "state"

[[actor]]
id = "sudland"
name = "Sudland"
kind = "state"

[[actor]]
id = "inspectors"
name = "inspectors of the lake commission"
kind = "body"

[[place]]
id = "salt-pass"
name = "Salt Pass depot"
kind = "facility"
lat = 46.2
lon = 7.1
items = ["hall 1", "hall 2"]

[[milestone]]
id = "signed"
name = "Signing"
rule = "signature by both"
day = "2020-01-10"
words = 'signed on the tenth of January'
source = "s-text"

[[milestone]]
id = "opening"
name = "Opening Day"
rule = "90 days after signed or earlier by mutual consent"
day = "2020-04-09"
words = 'Opening Day comes ninety days after the signature, or before if both want it'
source = "s-text"

[[account]]
of = "opening"
value = "2020-04-10"
by = "sudland"
words = "opened on the tenth, Sudland's minister holds"
source = "s-wire"

[[commitment]]
id = "seal"
by = ["norland"]
to = ["sudland"]
action = "seal both halls of the Salt Pass depot"
place = "salt-pass"
strength = "pledge"
when = "2020-01-10"
due = "60 days after signed"
pairs_with = ["lift"]
part_of = "two-depots"
words = '''
Norland will put seals on both halls.
It says: 'all doors'.'''
source = "s-text"

[[commitment]]
id = "lift"
by = ["sudland"]
action = "lift the embargo"
due = "as soon as possible"
words = "Sudland lifts the embargo"
source = "s-text"

[[condition]]
of = "lift"
waits_for = "seal"
kind = "after"
by = "sudland"
when = "2020-03"
words = 'first the seals, then the embargo'
source = "s-wire"

[[status]]
of = "seal"
as_of = "2020-03-20"
phase = "performed"
level = 2
evidence = "inspected"
by = "inspectors"
item = "hall 1"
scope = ["correctness"]
words = "the first hall is sealed"
source = "s-wire"
basis = "summary"

[[status]]
of = "seal"
as_of = "2020-02-01"
phase = "in-force"
words = "work began in winter"
basis = "recalled"

[[verification]]
id = "look"
of = "seal"
by = "inspectors"
place = "salt-pass"
item = "hall 1"
scope = ["correctness", "irreversibility"]
status = "completed"
finding = "confirmed"
when = "2020-03-20"
words = "the commission's people found the seals of the first hall in place"
source = "s-wire"

[[position]]
id = "p1"
slot = "venue"
about = "next round"
by = ["norland", "sudland"]
stance = "require"
value = "in CHE or AUT"
when = "2020-05"
words = "Swiss or Austrian soil, both say"
source = "s-wire"

[[position]]
id = "p2"
slot = "date"
by = ["norland"]
stance = "require"
value = "21 days after the decision"
supersedes = ["p1"]
words = "three weeks' notice"
source = "s-wire"

[[decision]]
id = "d1"
slot = "venue"
about = "next round"
decided_by = ["norland", "sudland"]
value = "salt-pass"
when = "2020-06-01"
words = "the next round is at the pass itself"
source = "s-wire"
"""
