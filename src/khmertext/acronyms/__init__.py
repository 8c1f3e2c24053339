"""Acronyms: find them in a text, and expand them by its definitions or by a gazetteer.

A map. A *short form* is the acronym, a *long form* what it stands for, a *site* a place that defines one by the
other, a *candidate* a span that is written like an acronym. ``_find_acronyms`` goes from text to result:

1. Spans with dots are found by ``khmertext.segmentation``, which keeps them whole in ``words``, too.
2. ``_definitions`` collects the sites. One module for each way to define, and of two that find one short form
   the first wins: ``_parentheses`` (LONG (SHORT)), ``_headed_lists`` (rows below អក្សរកាត់), ``_cues`` (LONG
   ហៅកាត់ថា SHORT; words from ``_cue_words``), ``_apposition`` (side by side), ``_beside`` (ឬ, quotation marks, lists).
   ``_sites`` has what they share: the short forms at a place, and how far a long form may reach.
3. They ask ``_long_forms`` for the long form of a short form before or behind a place. It aligns Khmer letters
   with syllables (``_letters``), Latin ones with English counterparts of Khmer words (``_long_names``, by
   ``_english``) or with English words (``_english_forms``). ``_name_bounds`` says how far a name may reach,
   ``_phrase`` cuts the text into words with their roles in names.
4. ``_candidates`` collects what is written like an acronym: sites, ``_dotted_candidates``, ``_bare_candidates``
   (no dots; codes of documents) and ``_latin_candidates``. Each of these leaves out what only looks like one:
   initials, lists, titles, brands, formulas (Latin corners, persons and sizes are in ``_latin_others``). Of two that overlap, the first and then the longer stays.
5. Each candidate gets its meaning: of the last definition before it, else of the first; ``_phases`` takes off
   the phase of a programme; else of the gazetteer (``_gazetteer``), if ``_fitting`` says that the entry fits
   the place; ``_currencies`` knows the codes of currencies. ``_types`` has what is handed out.

For all of them: ``_forms`` (the canonical form and its units), ``_short_shapes`` (what letters a short form may
have), ``_same`` (whether two long forms are one name). ``_learn`` makes a gazetteer of many texts.

What a change needs:

* another known pair: a row of ``acronyms.tsv``; a unit with dots: ``number_units.tsv``;
* another cue: a row of ``acronym_cues.tsv``; another noun that begins names: ``head_nouns.tsv``; an English
  counterpart: ``name_words.tsv``; a word that decides: ``acronym_context.tsv``, which explains its roles;
* a long form that begins or ends wrongly: ``_letters`` (costs) for Khmer letters, ``_long_names`` for Latin
  ones, whose weights are fitted by ``benchmarks/fit_acronyms.py``; ``_long_forms`` for what is cut off afterwards;
* something found that is none: the ``*_candidates`` module of its script; a wrong definition: the
  module in step 2 that gave its site;
* always: cases in ``tests/cases/acronyms.jsonl``, also of what looks like it and is none.
"""

from khmertext.acronyms._find_acronyms import find_acronyms as find_acronyms
from khmertext.acronyms._gazetteer import Gazetteer as Gazetteer
from khmertext.acronyms._gazetteer import Meaning as Meaning
from khmertext.acronyms._gazetteer import Place as Place
from khmertext.acronyms._gazetteer import default_gazetteer as default_gazetteer
from khmertext.acronyms._gazetteer import load_gazetteer as load_gazetteer
from khmertext.acronyms._learn import learn_gazetteer as learn_gazetteer
from khmertext.acronyms._types import Acronym as Acronym
from khmertext.acronyms._types import Acronyms as Acronyms
from khmertext.acronyms._types import Definition as Definition
from khmertext.acronyms._types import Entity as Entity
from khmertext.acronyms._types import LetterMatch as LetterMatch
