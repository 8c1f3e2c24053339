"""Acronyms: find them in a text, and expand them by its definitions or by a gazetteer."""

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
