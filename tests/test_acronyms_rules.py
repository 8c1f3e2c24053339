"""Single rules, each with the shortest text that shows it."""

from __future__ import annotations

import random
import runpy
from pathlib import Path

import pytest

from khmertext.acronyms import find_acronyms
from khmertext.acronyms._english import meaning
from khmertext.acronyms._letters import align
from khmertext.acronyms._long_names import joined, role_of, starts
from khmertext.acronyms._phrase import Word, _is_glued, heads, words_between
from khmertext.segmentation._dotted import find_dotted
from support import read_tsv


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        # what is glued on the left
        ("ការ.ស.អ.ក ស្រុក", ["ស.អ.ក"]),
        ("ថាវ.ស.យ.ហ", ["វ.ស.យ.ហ"]),
        ("ហ្វេត្ត.ក", []),
        ("ផលប.វ.ក", ["ប.វ.ក"]),
        ("ប្រភពម.អ", ["ម.អ"]),
        ("ផលប.វ", ["ផលប.វ"]),
        ("ក្រុមអិន.ជី.អូ", ["អិន.ជី.អូ"]),
        ("សោរ.ក", []),
        # ... and on the right
        ("គ.ជ.ឬ.ក្រុម", ["គ.ជ."]),
        ("គ.ជ ឬ គ.ប", ["គ.ជ", "គ.ប"]),
        ("គ.ជ.បកងទ័ព", ["គ.ជ.ប"]),
        ("គ.ជ.ប្រជុំ", ["គ.ជ."]),
        ("ស.រ.អា. ពី", ["ស.រ.អា."]),
        ("ភី.ធី.ធីនឹង", ["ភី.ធី.ធី"]),
        ("អេ.ប៊ី.ស៊ីនឹង", ["អេ.ប៊ី.ស៊ី"]),
        ("អេ.ប៊ី.ស៊ីម", []),
        ("ក្រុមហ៊ុនភី.ធី.ធីនឹង", ["ភី.ធី.ធី"]),
        ("ប្រជុំ គ. គ. សលើក", ["គ. គ. ស"]),
        ("គ. ជ. បនឹង", ["គ. ជ. ប"]),
        ("គ. ជ. បន្ត", ["គ. ជ."]),
        ("គ.ជ. ប្រជុំ", ["គ.ជ."]),
        # spaces
        ("ក. គ.ជ.ប", ["គ.ជ.ប"]),
        ("ឯ.ឧ. ស ខេង", ["ឯ.ឧ."]),
        ("ស. រ. អា.", ["ស. រ. អា."]),
        ("គ.ក.ស ក", ["គ.ក.ស ក"]),
        ("គ.ជ.ប គ.ក.ស", ["គ.ជ.ប", "គ.ក.ស"]),
        ("គ.ជ.ប. គ.ជ.ប. ", ["គ.ជ.ប.", "គ.ជ.ប."]),
        # dots and commas
        ("គ.ជ.ប...", []),
        ("...គ.ជ.ប", []),
        ("គ,ជ", []),
        ("គ,ជ,ប", ["គ,ជ,ប"]),
        ("គ, ជ, ប", []),
        ("ផ.អ.៣", ["ផ.អ.៣"]),
        ("ព.ស.២៥៦៧", ["ព.ស."]),
        ("ក.ស.១២", ["ក.ស."]),
        ("(គ.ក.១)", ["គ.ក.១"]),
        ("៥ គ.ក.១", ["គ.ក."]),
        ("ផ្ទៃដី គ.ម.២", ["គ.ម."]),
        ("លេខ ១១១ អនក្រ.បក", ["អនក្រ.បក"]),
        ("លេខ ១ កក.ប្រក.ខគ ចុះ", ["កក.ប្រក.ខគ"]),
    ],
)
def test_dotted_spans(text: str, spans: list[str]) -> None:
    assert [text[start:end] for start, end in find_dotted(text)] == spans


def test_dotted_spans_of_a_part() -> None:
    text = "គ.ជ.ប និង គ\u200b.ក\u200b.ស.ក ថា"
    assert [text[a:b] for a, b in find_dotted(text, 9)] == ["គ\u200b.ក\u200b.ស.ក"]
    assert list(find_dotted(text, 5, 9)) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("សរសេរ ក.ខ.គ.ឃ.ង.ច.ឆ.ជ.ឈ.ញ", []),
        ("អក្សរ ស.អ.ខ.គ.ហ.ជ.ប.ម.រ.ក", []),
        ("គេហទំព័រ គ.ជ.ប/x និង គ.ជ.បx", []),
        ("រូបថត ស.ក", []),
        ("ដូច្នេះ។ (ស.ក)\n", []),
        ("ឈ្មោះ ក.ស, ម.រ និង ច.ប រត់", []),
        ("ជនសង្ស័យ គ.ជ.ប អាយុ២០", []),
        ("លោក គ.ជ.ប ថា", ["គ.ជ.ប"]),
        ("កម្មករសំណង់ ទ.វ រត់", []),
        ("កម្មកររោងចក្រ ទ.វ រត់", ["ទ.វ"]),
        ("លេខ ៤៩ សសរ", ["សសរ"]),
        ("លេខ ៤៩ ចង", []),
        ("ក្រុម «OPEN» និង «A-Z»", []),
        ("អង្គការ «UNICEF» ថា", ["UNICEF"]),
        ("រឿង TITAN ថ្មី", []),
        ("គ្រឿង 10 KG និង 5MB", []),
        ("email: abc@NGO.org និង #NGO @NGO", []),
        ("ក្រុម the NGO said នេះ", ["NGO"]),
        ("ក្រុម Chrome OS នេះ", []),
        ("ក្រុម ASEAN Para Games នេះ", ["ASEAN"]),
        ("ក្រុម UN Women នេះ", ["UN"]),
        ("ក្រុម NGO's នេះ", ["NGO"]),
        ("ក្រុម NGO_x នេះ", []),
        ("ដំណើរ the KYA នេះ", ["KYA"]),
        ("ពាក្យស្លោក សុ.ចិ.បុ.លិ. ជាបាលី", ["សុ.ចិ.បុ.លិ."]),
        ("គ.ជ.ប/NEC និង a/NEC", ["គ.ជ.ប", "NEC"]),
        ("U.S. និង U.N ថា", ["U.S.", "U.N"]),
        ("ទី //NEC នេះ", []),
        ("លោក ហ៊ុន សែន (ហ.ស) ថា", []),
        ("ក្រុម «ABC Kids» នេះ", []),
        ("ក្រុម TVs នេះ", ["TVs"]),
        ("គជបគ និង បគជប", []),
        ("គជប. និង គជប.ក", ["គជប", "គជប.ក"]),
        ("សាលា សជណមួយ", ["សជណ"]),
        # brands and other words in capitals
        ("ទឹកក្រូច FRESHA ថ្លៃ", []),
        ("អង្គការ FRESHA ថា", ["FRESHA"]),
        ("ហាង ZOPA និង ZOPA", ["ZOPA"]),
        ("ក្រុម BLACKPINK មកដល់", []),
        ("ក្រុម COMFREL និង INTERPOL មកដល់", ["COMFREL", "INTERPOL"]),
        ("ទំហំ XXL សូមចុច LIKE", []),
        # chemistry and geometry
        ("ឧស្ម័ន SO2 NO3 និង CH4", []),
        ("អង្កត់ PQ ស្រប។ គេមាន MN = ១០", []),
        # money has a name, a measure none
        ("១០០ USD និង ៥ MW", ["USD"]),
        ("អ្នក G20 និង A4", ["G20"]),
        ("ជំពូក LXI និងផ្នែក IT ថ្មី", ["IT"]),
        ("ក្រុមហ៊ុន អេ.ប៊ី.ស៊ី ថា", ["អេ.ប៊ី.ស៊ី"]),
    ],
)
def test_mentions(text: str, found: list[str]) -> None:
    assert [acronym.text for acronym in find_acronyms(text)] == found


@pytest.mark.parametrize(
    ("text", "long"),
    [
        # nothing says what it stands for
        ("លោកបានទៅផ្សារ (គ.ជ.ប)", None),
        ("ក្រុមហ៊ុន (ABC)", None),
        ("ABC (ទៅផ្សារ)", None),
        ("កកក (ផ្សារទំនើប)", None),
        ("គ.ជ.ប (ផ្សារទំនើប)", None),
        ("គ.ជ.ប ជាអក្សរកាត់នៃផ្សារទំនើប", None),
        ("គ.ជ.ប ហៅកាត់ថា គេ", None),
        ("ទៅ ហៅកាត់ថា គ.ជ.ប", None),
        ("ការងារ (NGO)", None),
        ("ក្រុមហ៊ុន Green Tree (ABC)", None),
        ("NxGxO (NGO)", None),
        # English
        ("ទិវា World Health Organization (WHO)", "World Health Organization"),
        ("WHO (World Health Organization)", "World Health Organization"),
        ("ទិវា (World Health Organization – WHO)", "World Health Organization"),
        ("ទិវា (WHO: World Health Organization)", "World Health Organization"),
        ("ទិវា (Green Tree – WHO)", None),
        ("អង្គការសុខភាពពិភពលោក (Green Tree – WHO)", "អង្គការសុខភាពពិភពលោក"),
        # both
        ("ធនាគារអភិវឌ្ឍន៍ខ្មែរ (ធ.អ.ខ – KDB)", "ធនាគារអភិវឌ្ឍន៍ខ្មែរ"),
        ("ធនាគារអភិវឌ្ឍន៍ខ្មែរ (ZZZ / ធ.អ.ខ)", "ធនាគារអភិវឌ្ឍន៍ខ្មែរ"),
        ("ធនាគារអភិវឌ្ឍន៍ខ្មែរ (ធ.អ.ខ / គ.គ)", "ធនាគារអភិវឌ្ឍន៍ខ្មែរ"),
        ("ធ.អ.ខ ( ធនាគារអភិវឌ្ឍន៍ខ្មែរ )", "ធនាគារអភិវឌ្ឍន៍ខ្មែរ"),
        ("ធ.អ.ខ ៖ ធនាគារអភិវឌ្ឍន៍ខ្មែរ ដែលថ្មី;\nនិង", "ធនាគារអភិវឌ្ឍន៍ខ្មែរ"),
        ("អង្គការ WTO (អង្គការពាណិជ្ជកម្មពិភពលោក)", "អង្គការពាណិជ្ជកម្មពិភពលោក"),
        ("កិច្ចប្រជុំកំពូលអាស៊ាន (ASEAN Summit)", None),
        ("ធនាគារវឌ្ឍនៈអាស៊ី (ABA Bank)", "ធនាគារវឌ្ឍនៈអាស៊ី"),
        # what the English counterparts of the words begin with
        ("យើងប្រើម៉ូដែលភាសាធំ (LLM)", "ម៉ូដែលភាសាធំ"),
        ("តាមគម្រោង រថភ្លើងល្បឿនលឿន (HST)", "រថភ្លើងល្បឿនលឿន"),
        ("ផលិតផល OTOP (ភូមិមួយ ផលិតផលមួយ)", "ភូមិមួយ ផលិតផលមួយ"),
        ("កិច្ចប្រជុំកំពូលក្រុមប្រទេសទាំង ២០ (G20)", "ក្រុមប្រទេសទាំង ២០"),
        ("គ្រួសារក្រីក្រ (IDPoor)", None),
        ("ប្រព័ន្ធអត្តសញ្ញាណកម្មគ្រួសារក្រីក្រ (IDPoor)", "ប្រព័ន្ធអត្តសញ្ញាណកម្មគ្រួសារក្រីក្រ"),
        ("អំពូល (A20)", None),
        ("បរិញ្ញាបត្រ (B.A.)", "បរិញ្ញាបត្រ"),
        # what kind of thing it is stands before the name
        ("តាមអង្គការកម្មវិធីអភិវឌ្ឍន៍សហប្រជាជាតិ (UNDP)", "កម្មវិធីអភិវឌ្ឍន៍សហប្រជាជាតិ"),
        # foreign names
        ("លោកធ្វើការនៅក្រុមហ៊ុនហ្គ្រីនវេ អេនឺជី (GE)", "ក្រុមហ៊ុនហ្គ្រីនវេ អេនឺជី"),
        ("ក្រុមហ៊ុន Lotus Tex តទៅនេះហៅថា «ក.ល.ត»", "ក្រុមហ៊ុន Lotus Tex"),
        ("ក្រុមហ៊ុន អង្គរ ឃ្វីក ត្រេដ ឯ.ក (តទៅនេះហៅថា «AQT»)", "ក្រុមហ៊ុន អង្គរ ឃ្វីក ត្រេដ ឯ.ក"),
        ("ទីភ្នាក់ងារយូអិនឌីភី (UNDP)", None),
        ("ភោជនីយដ្ឋានហ្វូជី (FUJIYA)", None),
        ("អង្គភាពបញ្ជាជាន់ខ្ពស់ “អបជ” ថា", "អង្គភាពបញ្ជាជាន់ខ្ពស់"),
        ("លោកនិយាយពី “អបជ” ថា", None),
        # beside each other, and explained in words
        ("ប្រព័ន្ធ CCTV ឬកាមេរ៉ាសុវត្ថិភាព ត្រូវ", "កាមេរ៉ាសុវត្ថិភាព"),
        ("តាម WTO ឬអង្គការពាណិជ្ជកម្មពិភពលោកបានប្រកាស", "អង្គការពាណិជ្ជកម្មពិភពលោក"),
        ("តាម WTO ឬអង្គការ OMC", None),
        ("តាមអង្គការពាណិជ្ជកម្មពិភពលោក ឬ WTO បាន", "អង្គការពាណិជ្ជកម្មពិភពលោក"),
        ("តាមផ្ទះ ឬ WTO បាន", None),
        ("ដំណាំ GMO (អក្សរកាត់នៃសារពាង្គកាយកែប្រែសេនេទិច) នេះ", "សារពាង្គកាយកែប្រែសេនេទិច"),
        ("ដំណាំ GMO (អក្សរកាត់នៃ", None),
        ("WTO ជាអក្សរកាត់នៃអង្គការពាណិជ្ជកម្មពិភពលោក។", "អង្គការពាណិជ្ជកម្មពិភពលោក"),
        ("WTO ជាអក្សរកាត់នៃពាក្យអង់គ្លេស World Trade Organization។", "World Trade Organization"),
        ("WTO ជាអក្សរកាត់របស់វា។", None),
        ("WTO (អង្គការដែលល្អ)", None),
        ("គណៈកម្មការសាលា ហៅដោយសង្ខេបថា គ.ស បាន", "គណៈកម្មការសាលា"),
        ("គណៈកម្មការសាលា ដែលគេច្រើនហៅកាត់ថា គ.ស បាន", "គណៈកម្មការសាលា"),
        ("ធនាគារអភិវឌ្ឍន៍អាស៊ី ដែលគេស្គាល់ជាទូទៅថា ADB បាន", "ធនាគារអភិវឌ្ឍន៍អាស៊ី"),
        ("ធនាគារអភិវឌ្ឍន៍អាស៊ី (ជាភាសាអង់គ្លេស៖ ADB) បាន", "ធនាគារអភិវឌ្ឍន៍អាស៊ី"),
        ("គ.ស (អក្សរកាត់នៃគណៈកម្មការសាលា) បាន", "គណៈកម្មការសាលា"),
        ("គ.ស គឺជាគណៈកម្មការសាលា។", "គណៈកម្មការសាលា"),
        ("គ.ស គឺជាកន្លែងសម្រាក។", None),
        # lists
        ("គណៈកម្មការសាលា = គ.ស", "គណៈកម្មការសាលា"),
        ("ធនាគារអភិវឌ្ឍន៍អាស៊ី៖ ADB\n", "ធនាគារអភិវឌ្ឍន៍អាស៊ី"),
        ("គ.ស\tគណៈកម្មការសាលា", "គណៈកម្មការសាលា"),
        ("តាមធនាគារអភិវឌ្ឍន៍អាស៊ី – ADB បាន", "ធនាគារអភិវឌ្ឍន៍អាស៊ី"),
        ("ប្រភព៖ AFP", None),
        ("តាមលោកប្រធាន – ADB បាន", None),
        ("CBO៖ អង្គការសហគមន៍មូលដ្ឋាន", "អង្គការសហគមន៍មូលដ្ឋាន"),
        ("AFP៖ ប្រធានាធិបតីចុះហត្ថលេខា", None),
        ("AFP\tដោយ វណ្ណៈ", None),
        ("ស.ក.ម៖ សមាគមកសិករម៉ាឡៃ\nAFP៖ ចាប់តាំងពីព្រឹក", "សមាគមកសិករម៉ាឡៃ"),
        # how far it reaches
        ("ក.ធ ជាអក្សរកាត់នៃក្រុមប្រឹក្សាធម្មនុញ្ញជាតិ ដែលមាន", "ក្រុមប្រឹក្សាធម្មនុញ្ញជាតិ"),
        ("ក្រុមប្រឹក្សាធម្មនុញ្ញ មានឈ្មោះកាត់ថា ក.ធ", "ក្រុមប្រឹក្សាធម្មនុញ្ញ"),
        ("ក្រុមប្រឹក្សាធម្មនុញ្ញ (ក.ធ ខេត្ត)", "ក្រុមប្រឹក្សាធម្មនុញ្ញ"),
        ("ក្រុមប្រឹក្សាធម្មនុញ្ញ (ក ធ)", "ក្រុមប្រឹក្សាធម្មនុញ្ញ"),
        ("ក្រុមប្រឹក្សាធម្មនុញ្ញ (កធ)", "ក្រុមប្រឹក្សាធម្មនុញ្ញ"),
        ("គណៈកម្មការឥណទាន (គ.អ)", "គណៈកម្មការឥណទាន"),
        ("គណៈកម្មការអុំទូក (គ.ឧ)", "គណៈកម្មការអុំទូក"),
        ("គណបក្សប្រជាជន (ប្រ.ជ)", "គណបក្សប្រជាជន"),
        ("គណបក្សបដិវត្តន៍ (ប្រ.ជ)", None),
        # a head noun explains a letter rather than the inside of another one
        ("បេឡាជាតិរបបសន្តិសុខសង្គម (ប.ស.ស)", "បេឡាជាតិរបបសន្តិសុខសង្គម"),
        # a word and how else it is written, or what it means
        ("ធម្ម(ធម្មៈ)ជាដើម", None),
        ("រថ (រថយន្ត)", None),
        ("រថយន្ត (រថ)", None),
        ("ផល (ផ្ទុយគ្នា)", None),
        ("ឫស្សីកែវ (ឫក)", None),
        ("សេចក្តីសម្រេច (សសរ)", "សេចក្តីសម្រេច"),
        ("តាមពាក្យ ការងារជំនាញ ហៅកាត់ថា កជ", "ការងារជំនាញ"),
        # a line break changes nothing, an empty line does
        ("គណៈកម្មាធិការជាតិរៀបចំការ\nបោះឆ្នោត (គ.ជ.ប)", "គណៈកម្មាធិការជាតិរៀបចំការ\nបោះឆ្នោត"),
        ("ក្រុមប្រឹក្សាជាតិ\nកម្ពុជាដើម្បីកុមារ (ក.ជ.ក)", "ក្រុមប្រឹក្សាជាតិ\nកម្ពុជាដើម្បីកុមារ"),
        ("ក.ជ.ក (ក្រុមប្រឹក្សាជាតិ\nកម្ពុជាដើម្បីកុមារ)", "ក្រុមប្រឹក្សាជាតិ\nកម្ពុជាដើម្បីកុមារ"),
        ("ធនាគារអភិវឌ្ឍន៍\nអាស៊ី (ADB)", "ធនាគារអភិវឌ្ឍន៍\nអាស៊ី"),
        ("ធនាគារអភិវឌ្ឍន៍អាស៊ី\n(ADB)", "ធនាគារអភិវឌ្ឍន៍អាស៊ី"),
        ("ធនាគារអភិវឌ្ឍន៍អាស៊ី\n\n(ADB)", None),
        ("ទិវា (WHO: World Health Organization\n\n)", None),
        ("សាលារៀន\nសមាគមកសិករខ្មែរ (ស.ក.ខ)", "សមាគមកសិករខ្មែរ"),
        ("ផ្សារ\nសាលា\nសមាគមកសិករខ្មែរ (ស.ក.ខ)", "សមាគមកសិករខ្មែរ"),
        # Latin letters that nothing explains
        ("សឹង្ហបូរី (VSIP)", None),
        ("JICA (JICA S-TEC Project)", None),
        ("CEO (Mr. Vincent Chandra, on stage)", None),
        ("CNDL (candle xyz)", None),
        ("វិទ្យុ 103 MHz (រៀងរាល់ថ្ងៃសៅរ៍ ម៉ោង៧)", None),
        ("រថយន្ត BMW (ពណ៌ស)", None),
        ("ដំណើរការ (ON) ឬបិទ (OFF)", None),
        ("គ្រូបង្រៀន (P/T)", None),
        ("ចម្រៀង (MV) ថ្មី", None),
        (
            "កិច្ចព្រមព្រៀងពាណិជ្ជកម្មសេរី (FTA) រវាងកម្ពុជា និងចិន (CCFTA)",
            "កិច្ចព្រមព្រៀងពាណិជ្ជកម្មសេរី",
        ),
        ("FSH (follicle-stimulating hormone)", "follicle-stimulating hormone"),
    ],
)
def test_long_forms(text: str, long: str | None) -> None:
    definitions = find_acronyms(text, gazetteer=None).definitions
    assert {definition.text for definition in definitions} == ({long} if long else set())


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("ការ", ["ការ"]),
        ("ទៅក្នុងធនាគារ ABC", ["function", "head", "blank", "foreign"]),
        ("ស្គាល់ចំណុចខ្សោយ, ២០", ["verb", "word", "comma", "blank", "figure"]),
    ],
)
def test_what_a_word_can_be_in_a_name(text: str, roles: list[str]) -> None:
    assert [role_of(word) for word in joined(words_between(text, 0, len(text)))] == roles


@pytest.mark.parametrize(
    ("word", "initials"),
    [
        ("ធនាគារ", "B"),
        ("ភាពក្រីក្រ", "P"),  # of the rest
        ("កសិទេសចរណ៍", "AT"),  # of both parts
        ("ស្រ្តី", "W"),  # misspelt
        ("ហ្គ្រីនវេ", ""),
    ],
)
def test_english_counterparts(word: str, initials: str) -> None:
    known = meaning(word)
    assert set(initials) <= (known.initials if known else set())
    assert bool(known) == bool(initials)


def test_a_word_explains_no_more_letters_than_it_has() -> None:
    text = "ធនាគារធនាគារ"
    assert [start.explained for start in starts(words_between(text, 0, len(text)), "BBB")] == [66]


def test_a_term_begins_with_the_word_that_makes_it_a_noun() -> None:
    words = [Word("ការ", 0), Word("អប់រំ", 3), Word("កុមារ", 8), Word("តូច", 13)]
    first = list(starts(words, "ECE"))[-1]
    assert (first.word.text, first.kind, first.explained) == ("ការ", "ការ", 66)


def test_two_short_forms_of_one_name() -> None:
    first, second = find_acronyms("ធនាគារអភិវឌ្ឍន៍ខ្មែរ (ធ.អ.ខ / KDB)").definitions
    assert first.long_form == second.long_form
    assert first.alignment
    assert not second.alignment


def test_the_english_name_beside_the_khmer_one() -> None:
    text = "អង្គការសុខភាពពិភពលោក (World Health Organization – WHO)"
    (definition,) = find_acronyms(text).definitions
    assert definition.text == "អង្គការសុខភាពពិភពលោក"
    assert definition.english is not None
    assert text[slice(*definition.english)] == "World Health Organization"


@pytest.mark.parametrize(
    ("text", "expansion"),
    [
        ("គណៈកម្មាធិការជាតិរៀបចំការ\nបោះឆ្នោត (គ.ជ.ប)", "គណៈកម្មាធិការជាតិរៀបចំការបោះឆ្នោត"),
        ("ADB (Asian Development\n  Bank)", "Asian Development Bank"),
        ("Asian\nDevelopment\nBank (ADB)", "Asian Development Bank"),
        ("ស.ក.ខ ជាអក្សរកាត់នៃ\nសមាគមកសិករខ្មែរ", "សមាគមកសិករខ្មែរ"),
        ("ស.ក.ខ ជាអក្សរកាត់នៃសមាគម\nកសិករខ្មែរ", "សមាគមកសិករខ្មែរ"),
    ],
)
def test_an_expansion_is_one_line(text: str, expansion: str) -> None:
    (acronym,) = find_acronyms(text)
    assert (acronym.expansion, acronym.expansion_source) == (expansion, "text")


def test_a_measure_is_meant_where_one_fits() -> None:
    from khmertext.acronyms import Gazetteer

    both = Gazetteer([("គ.ម", "គណៈមួយ", "org"), ("គ.ម", "គីឡូម៉ែត្រ", "unit")])
    assert [a.expansion for a in find_acronyms("៥ គ.ម និង គ.ម", gazetteer=both)] == [
        "គីឡូម៉ែត្រ",
        "គណៈមួយ",
    ]


def test_alignment_needs_all_letters_in_order() -> None:
    text = "គណៈកម្មការជាតិ"
    words = words_between(text, 0, len(text))
    assert align(("គ", "ជ"), words, most=2, from_start=True)
    assert align(("ជ", "គ"), words, most=2, from_start=True) is None
    assert align(("គ",), [], most=1) is None


@pytest.mark.parametrize(
    ("word", "head", "glued"),
    [
        ("ប្រធានគណៈកម្មការ", "គណៈកម្មការ", True),  # a title
        ("បង្កើតសម្ព័ន្ធ", "សម្ព័ន្ធ", True),  # a word
        ("មហាវិទ្យាល័យ", "វិទ្យាល័យ", False),  # the whole is a word itself
    ],
)
def test_a_head_noun_inside_a_token(word: str, head: str, glued: bool) -> None:
    assert _is_glued(word, {0, len(word)}, word.index(head), is_long=True) == glued


WORDS = [
    "កម្ពុជា",
    "ជាតិ",
    "អន្តរជាតិ",
    "អភិវឌ្ឍន៍",
    "សេដ្ឋកិច្ច",
    "សង្គម",
    "អប់រំ",
    "សុខាភិបាល",
    "កសិកម្ម",
    "ជនបទ",
    "យុវជន",
    "ស្ត្រី",
    "កុមារ",
    "បរិស្ថាន",
    "ទេសចរណ៍",
    "វប្បធម៌",
    "ពាណិជ្ជកម្ម",
    "ហិរញ្ញវត្ថុ",
    "ធនធាន",
    "ព័ត៌មាន",
    "វិទ្យាសាស្ត្រ",
    "សិទ្ធិ",
    "ថាមពល",
    "សន្តិភាព",
    "គ្រប់គ្រង",
    "លើកកម្ពស់",
    "ការពារ",
    "គាំទ្រ",
    "រៀបចំ",
    "ប្រឆាំង",
    "គ្រឿងញៀន",
    "ខេត្ត",
    "រាជធានី",
    "ទីផ្សារ",
    "គុណភាព",
]
LEADS = [
    "នៅថ្ងៃនេះ ",
    "លោក សុខ សាន្ត ប្រធាន",
    "យោងតាមរបាយការណ៍របស់",
    "មន្ត្រី",
    "ក្នុងកិច្ចប្រជុំជាមួយ",
    "អ្នកនាំពាក្យ",
    "ក្រុមការងារចម្រុះរបស់",
    "រដ្ឋាភិបាលបានបង្កើត",
    "បើតាម",
    "លោកបានថ្លែងថា ",
    "ដឹកនាំដោយ",
    "ភ្នំពេញ៖ ",
    "ព្រមទាំង",
]


@pytest.mark.parametrize("seed_number", range(20))
def test_composed_names_are_recovered(seed_number: int) -> None:
    """A name of a head noun and some words, its letters, and something that stands before it."""
    choose = random.Random(seed_number)
    nouns = sorted(head.noun for head in heads().values() if head.kind in ("org", "programme"))
    for _ in range(20):
        parts = [choose.choice(nouns), *choose.sample(WORDS, choose.randint(1, 4))]
        short = ".".join(part[0] for part in parts)
        long = parts[0] + parts[1]
        for part in parts[2:]:
            long += choose.choice(["", "", "", " និង", "នៃ", "ដើម្បី"]) + part
        text = f"{choose.choice(LEADS)}{long} ({short}) បានប្រកាស។"
        found = find_acronyms(text, gazetteer=None)
        assert [definition.text for definition in found.definitions] == [long], text


def test_a_name_is_an_acronym_only_if_it_is_written_as_one() -> None:
    name = "អគ្គនាយកដ្ឋានអន្តោប្រវេសន៍"
    for short in ("GDI", "អ.អ.ប"):
        assert [
            d.text for d in find_acronyms(f"{name} ហៅថា {short}", gazetteer=None).definitions
        ] == [name]
    assert not find_acronyms(f"{name} ហៅថា អអប", gazetteer=None).definitions


@pytest.mark.parametrize("set_name", ["fitted", "unseen"])
def test_names_of_latin_short_forms_are_recovered(set_name: str) -> None:
    """Nearly all, whatever stands before them: some give no letter, and those are left out."""
    names = read_tsv("acronym_latin_names.tsv")
    contexts = [
        row["context"].replace("_", " ")
        for row in read_tsv("acronym_contexts.tsv")
        if row["set"] == set_name
    ]
    missed = []
    for number, name in enumerate(names):
        for context in contexts[number % 10 :: 10]:
            text = f"{context}{name['long']} ({name['short']}) នៅថ្ងៃនេះ។"
            found = find_acronyms(text, gazetteer=None).definitions
            if [definition.text for definition in found] != [name["long"]]:
                missed.append(text)
    assert 1000 * len(missed) <= 75 * 3 * len(names), missed


@pytest.mark.parametrize(
    ("text", "expansion", "source"),
    [
        ("ខេត្តសៀមរាប (ស.រ)", None, None),
        ("ប្រវែង៖ ______ ស.ម", "សង់ទីម៉ែត្រ", "gazetteer"),
        ("ផ្ទៃដី៖ ... ហ.ត", "ហិកតា", "gazetteer"),
        ("គាត់ថា... គ.ម", None, None),
        ("អ្នកស្រុករាប់ ព.ស. តាំងពីយូរ", "ពុទ្ធសករាជ", "gazetteer"),
        ("ម.គ ២០០០ ឆ្នាំ", None, None),  # before Christ, or cubic metres
        ("ម.គ.ស ២០០០ ឆ្នាំ", "មុនគ្រិស្តសករាជ", "gazetteer"),
        ("លេខ ១១២/២៤ ម.ស.ក/ផ.ប", None, None),
        ("គណៈកម្មាធិការ (គ.ជ.ប) បានប្រកាស", "គណៈកម្មាធិការជាតិរៀបចំការបោះឆ្នោត", "gazetteer"),
        ("សមាគម\nកសិករ\nខ្មែរ (ស.ក.ខ)", "សមាគមកសិករខ្មែរ", "text"),
        (
            "គណៈកម្មាធិការ\nជាតិរៀបចំការ\nបោះឆ្នោត (គ.ជ.ប)",
            "គណៈកម្មាធិការជាតិរៀបចំការបោះឆ្នោត",
            "text",
        ),
        ("សមាគម\n\nកសិករខ្មែរ (ស.ក.ខ)", None, None),
        ("Asian Green\n\nForest (AGF)", None, None),
        ("ឥទ្ធិពលនេះចូលមកតាំងពីដើម គ.ស", "គ្រិស្តសករាជ", "gazetteer"),
        ("ធនាគារអភិវឌ្ឍន៍អាស៊ី (អេឌីប៊ី) ឬ ADB", "ធនាគារអភិវឌ្ឍន៍អាស៊ី", "text"),
        ("សមាគមកសិករខ្មែរ (ដំណាំ) ឬ «ស.ក.ខ»", "សមាគមកសិករខ្មែរ", "text"),
    ],
)
def test_found_by_a_breaker(text: str, expansion: str | None, source: str | None) -> None:
    """A list entry fits the name before its brackets; line breaks inside a name change nothing."""
    (acronym,) = find_acronyms(text)
    assert (acronym.expansion, acronym.expansion_source) == (expansion, source)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("សមាជិក គ.ជ.\nប បាន", ["គ.ជ.\nប"]),
        ("សមាជិក គ.ជ.\r\nប បាន", ["គ.ជ.\r\nប"]),
        ("សមាជិក គ\n.ជ.ប បាន", ["គ\n.ជ.ប"]),
        ("សមាគមកសិករខ្មែរ (ស.ក.\nខ) និង ស.ក.\nខ", ["ស.ក.\nខ", "ស.ក.\nខ"]),
        ("ក្រុម (ក.ង.\nក.ង) បាន", ["ក.ង.\nក.ង"]),
        # another line is another thing
        ("សមាជិក គ.ជ\nប បាន", ["គ.ជ"]),
        ("សមាជិក គ.ជ.\n\nប បាន", ["គ.ជ."]),
        ("តម្លៃ គ.ជ.\nបងប្អូន", ["គ.ជ."]),
        ("ក.\nខ.\nគ.\nជ.\nប.", []),
        ("សមាជិក គ.ជ.ប\nសមាជិក គ.ជ.\nប", ["គ.ជ.ប", "គ.ជ.\nប"]),
    ],
)
def test_the_end_of_a_line_inside_the_letters(text: str, found: list[str]) -> None:
    """Put together if the form is known, or fills a parenthesis."""
    assert [acronym.text for acronym in find_acronyms(text)] == found


UNITS = read_tsv("acronym_units.tsv")


@pytest.mark.parametrize("case", UNITS, ids=[case["text"] for case in UNITS])
def test_a_unit_is_one_wherever_something_says_so(case: dict[str, str]) -> None:
    found = [a for a in find_acronyms(case["text"]) if a.kind == "unit"]
    assert [f"{a.canonical}={a.expansion or ''}" for a in found] == (case["units"] or "").split()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("គីឡូម៉ែត្រ (គ.ម) និងម៉ោង", "unit"),
        ("ឯកសារ ឬ ស.ល (សេចក្តីលម្អិត) ភ្ជាប់មកជាមួយ", "other"),  # ស.ល is a unit elsewhere
    ],
)
def test_a_definition_is_a_unit_only_if_it_names_that_unit(text: str, kind: str) -> None:
    (defined,) = [mention for mention in find_acronyms(text) if mention.definition]
    assert defined.kind == kind


def test_the_script_that_fits_the_weights_knows_the_modules_as_they_are() -> None:
    pytest.importorskip("numpy")
    script = runpy.run_path(str(Path(__file__).parent.parent / "benchmarks" / "fit_acronyms.py"))
    text = "យោងតាមក្រសួងព័ត៌មាន (MOI)"
    known, unknown = (
        script["example"](text, "MOI", (6, 19), left_out=left_out) for left_out in (False, True)
    )
    assert known.right == unknown.right == 0
    assert (known.counts[0]["letter"], unknown.counts[0]["letter"]) == (2, 1)
