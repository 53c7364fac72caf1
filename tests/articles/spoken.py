"""Sentences in which somebody says something, and some in which nobody does.

Names are written ``[@Ann Lee]`` for a person, ``[#Red Cross]`` for an organisation, ``[^Mali]``
for a place, ``[~Kurds]`` for a group, ``[!Friday]`` for a date, with ``=`` before the canonical
name where it is another: ``[@Lee=Ann Lee]``. What is said stands between ``{`` and ``}``.
"""

import re
from dataclasses import dataclass

from reader.articles.entity import entity_key
from reader.articles.mention import Label, Mention, kind_of

_MARKUP = re.compile(r"\[([@#^~!])([^]=]+)(?:=([^]]+))?\]|[{}]")
_LABELS: dict[str, Label] = {"@": "PERSON", "#": "ORG", "^": "GPE", "~": "NORP", "!": "DATE"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """A text with its names and with what is said in it."""

    text: str
    mentions: tuple[Mention, ...]
    said: tuple[tuple[int, int], ...]
    """Spans of what is said, in order."""


def spoken(written: str) -> Spoken:
    """The text that is written in the notation above."""
    text = ""
    mentions: list[Mention] = []
    said: list[tuple[int, int]] = []
    place = opened = 0
    for mark in _MARKUP.finditer(written):
        text += written[place : mark.start()]
        place = mark.end()
        if mark.group() == "{":
            opened = len(text)
        elif mark.group() == "}":
            said.append((opened, len(text)))
        else:
            text += mark.group(2)
            mentions.append(_mention(mark, len(text)))
    return Spoken(text=text + written[place:], mentions=tuple(mentions), said=tuple(said))


def _mention(mark: re.Match[str], end: int) -> Mention:
    label = _LABELS[mark.group(1)]
    name = mark.group(3) or mark.group(2)
    return Mention(
        start=end - len(mark.group(2)),
        end=end,
        label=label,
        entity=entity_key(kind_of(label), name),
        name=name,
        confidence=0.9,
        origin="model",
        rule="",
    )


KNOWN: tuple[tuple[str, tuple[str | None, ...]], ...] = (
    ('"{We will rebuild the school,}" said [@Ann Lee].', ("Ann Lee",)),
    ('"{We will rebuild the school,}" [@Ann Lee] said.', ("Ann Lee",)),
    ("“{The dam will hold}”, said army engineer [@Omar Haddad].", ("Omar Haddad",)),
    ('[@Ann Lee] said: "{The vote is lost.}"', ("Ann Lee",)),
    ('[@Ann Lee], the mayor of [^Leeds], said, "{We were never asked.}"', ("Ann Lee",)),
    ("[@Ann Lee] said that {the bridge would stay shut until spring}.", ("Ann Lee",)),
    ("[@Ann Lee] said {the bridge would stay shut until spring}.", ("Ann Lee",)),
    ("{The bridge would stay shut until spring}, [@Ann Lee] said.", ("Ann Lee",)),
    ("{The bridge would stay shut}, said [@Ann Lee], of the [#Road Office].", ("Ann Lee",)),
    ("According to [@Ann Lee], {the bridge was never inspected}.", ("Ann Lee",)),
    ("{The bridge was never inspected}, according to the [#Road Office].", ("Road Office",)),
    (
        '"{If the rain goes on,}" said [@Ann Lee], "{we shall all have to leave.}"',
        ("Ann Lee", "Ann Lee"),
    ),
    (
        '"{The rain goes on,}" said [@Ann Lee]. "{We shall all have to leave.}"',
        ("Ann Lee", "Ann Lee"),
    ),
    (
        "[@Ann Lee] opened the talks in [^Rome]. She said {the gap was closing}.",
        ("Ann Lee",),
    ),
    ('Fighters of the so-called "caliphate" fled the town.', ()),
    ('Troops pushed "[#Islamic State]" out of the valley on [!Friday].', ()),
    ('Her first novel, "The Long Road to the Sea", sold well.', ()),
    ('"{They opened fire on us,}" an army spokesman said.', (None,)),
    ("A spokesman for the [#Red Cross] said {the convoy had arrived}.", ("Red Cross",)),
    ("[#Red Cross] spokeswoman [@Mia Holt] said {the convoy had arrived}.", ("Mia Holt",)),
    ("[@Lee=Ann Lee] did not say who would pay for the works.", ()),
    ("The minister was told to resign at once.", ()),
    ("‘{It isn’t the players’ fault,}’ the coach, [@Jo Marr], said.", ("Jo Marr",)),
    ("« {Nous verrons bien} », said [@Luc Petit].", ("Luc Petit",)),
    ("„{Das war nicht gut}“, said [@Uwe Kranz].", ("Uwe Kranz",)),
    (
        (
            '"{We came by night,}" [@Ann Lee] told the [#Daily Mail].\n\n'
            '"{There was no one at the gate.}"'
        ),
        ("Ann Lee", "Ann Lee"),
    ),
    (
        "[@Ann Lee] told the court: “{I saw him fall.}\n\n“{He did not get up.}”",
        ("Ann Lee", "Ann Lee"),
    ),
    ("[@Ann Lee] said {prices would fall}, adding that {wages would not}.", ("Ann Lee", "Ann Lee")),
    ("[@Ann Lee] called {the plan an “insult to every teacher in the land”}.", ("Ann Lee",)),
    ("[@Ann Lee] told reporters on [!Friday] that {no one was hurt}.", ("Ann Lee",)),
    ("[@Ann Lee]: '{We shall not be moved}'", ("Ann Lee",)),
    ("'{We shall not be moved}' – [@Ann Lee]", ("Ann Lee",)),
    ("[#Bank of Mali] warns that {growth will slow}", ("Bank of Mali",)),
    ("{The budget was “a gift to the rich and nobody else,”} [@Ann Lee] said.", ("Ann Lee",)),
    (
        '"{I never met the man,}" the general was quoted by the radio as saying.',
        (None,),
    ),
    ("[@Ann Lee], who leads the inquiry, said {the files were lost}.", ("Ann Lee",)),
    ("[@Ann Lee] visited the camp and said {it was full}.", ("Ann Lee",)),
    ('"{Is it safe?}" asked [@Ann Lee].', ("Ann Lee",)),
    (
        (
            "{Troops went to the border}, the army said on [!Friday], as it tries to expel"
            ' "[#Islamic State]" (IS).'
        ),
        (None,),
    ),
    ('President [@Ann Lee] declared "victory" over the rebels as they fled.', ()),
    ("[@Ann Lee] told the board to sell at once.", ()),
    ("{The works, [@Ann Lee] said, would take a year}.", ("Ann Lee",)),
    (
        "[^Mali] said {it had fled}, and [^Chad] said {the raid}, which it said {was over}.",
        ("Mali", "Chad", "Chad"),
    ),
    ("The family said {the search would go on}.", (None,)),
    ("[@Ann Lee] flatly said {the search would go on}.", ("Ann Lee",)),
    ("The search went on (the army said that {it was over}) in the hills.", (None,)),
    ("[^Mali]'s leader [@Ann Lee] hit out at the press, saying {it had lied}.", ("Ann Lee",)),
)
"""Examples that the rules were written with, and who speaks."""

HELD_OUT: tuple[tuple[str, tuple[str | None, ...]], ...] = (
    ("“{Nobody warned the families,}” union leader [@Piet Vos] told a rally.", ("Piet Vos",)),
    ("[^Kenya] has denied that {its troops crossed the border}.", ("Kenya",)),
    (
        (
            "{The harvest will be the worst in ten years}, farmers' leader [@Rosa Diaz] warned on"
            " [!Monday]."
        ),
        ("Rosa Diaz",),
    ),
    (
        "Prime Minister [@Tom Reed] tweeted: “{Proud of our nurses tonight.}”",
        ("Tom Reed",),
    ),
    (
        "[@Reed=Tom Reed], 61, a former miner from [^Wales], insisted {he would stand again}.",
        ("Tom Reed",),
    ),
    ("In a statement, the [#Health Office] said {it had recalled the pills}.", ("Health Office",)),
    (
        (
            "But [@Eva Novak], who runs a bakery in town, said: “{We open at four, bombs or no"
            " bombs.}”"
        ),
        ("Eva Novak",),
    ),
    ("Police said {two men had been held}.", (None,)),
    ("{Two men had been held}, police said.", (None,)),
    ("The film “A Winter in Lisbon” opens on [!Friday].", ()),
    ("He drove a so-called “ghost car” through the gate.", ()),
    ("The group, known as “The Wolves”, has not been seen since.", ()),
    (
        "“{I am not leaving,}” he said.",
        (None,),
    ),
    (
        (
            "[@Sara Lind] won the vote by a wide margin.\n\n“{I am ready to begin,}” she told"
            " supporters in [^Oslo]."
        ),
        ("Sara Lind",),
    ),
    (
        "[@Sara Lind] and [@Per Dahl] met in [^Oslo]. “{We talked about fish,}” he said.",
        ("Per Dahl",),
    ),
    (
        "“{It was dark,}” said [@Jan Kos]. “{We saw nothing.}”",
        ("Jan Kos", "Jan Kos"),
    ),
    (
        "“{The road is open,}” [@Jan Kos], head of the [#Road Office], said in [^Prague].",
        ("Jan Kos",),
    ),
    (
        "The mayor's lawyer, [@Ida Brun], argued that {the search had no basis in law}.",
        ("Ida Brun",),
    ),
    ("[@Ida Brun] refused to say where the money went.", ()),
    ("[@Ida Brun] was asked about the loan.", ()),
    ("[@Ida Brun] said nothing.", ()),
    ("“{Where is the money?}” [@Ida Brun] asked the board.", ("Ida Brun",)),
    (
        "According to the report, {one child in five goes to school hungry}.",
        (None,),
    ),
    (
        "{One child in five goes to school hungry}, says a study by the [#Food Trust].",
        ("Food Trust",),
    ),
    (
        "Asked about the strike, [@Ida Brun] replied: ‘{Ask the miners.}’",
        ("Ida Brun",),
    ),
    (
        (
            "“{We lost everything,}” recalled [@Amal Said], a mother of four. “{The river took the"
            " house.}”"
        ),
        ("Amal Said", "Amal Said"),
    ),
    (
        "[~Republicans] say {the bill will never pass}, while [~Democrats] say {it must}.",
        ("Republicans", "Democrats"),
    ),
    ("The [#White House] announced that {talks would resume in June}.", ("White House",)),
    ("The [#White House] announced new talks.", ()),
    ("A [#White House] official said {talks would resume in June}.", (None,)),
    (
        "{The deal is “dead in the water for good”}, [@Tom Reed] wrote in a letter to members.",
        ("Tom Reed",),
    ),
    ("[@Tom Reed] dismissed the claims as “nonsense”.", ()),
    (
        (
            "“{My father built this wall,}” says [@Ion Popa], pointing at the stones, “{and his"
            " father too.}”"
        ),
        ("Ion Popa", "Ion Popa"),
    ),
    (
        "Speaking after the match, coach [@Jo Marr] admitted {his side “never got going at all”}.",
        ("Jo Marr",),
    ),
    (
        "It was, [@Ion Popa] said, {a day that no one in the village would forget}.",
        ("Ion Popa",),
    ),
    (
        "[#Reuters] quoted [@Ion Popa] as saying {the mine would close}.",
        ("Ion Popa",),
    ),
    (
        "“{This is a war crime,}” the [#Red Cross] said in a statement on [!Tuesday].",
        ("Red Cross",),
    ),
    (
        "''{We have no water,}'' said [@Amal Said].",
        ("Amal Said",),
    ),
    (
        'Witnesses said {the bus "came out of nowhere at great speed"}.',
        (None,),
    ),
    (
        "[@Tom Reed] vowed to fight on, saying {the party needed “steady hands”}.",
        ("Tom Reed",),
    ),
)
"""Examples that were written after the rules, by which these are measured."""
