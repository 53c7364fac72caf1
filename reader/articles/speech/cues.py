"""Words that tell of speech, and words that stand beside them."""

from enum import Enum


class Cue(Enum):
    """What a verb of speech takes."""

    PLAIN = "plain"
    """A clause as it is: "said the bridge was closed"."""
    THAT = "that"
    """A clause after "that", or words in marks: "announced that the bridge was closed"."""
    FRAGMENT = "fragment"
    """Words in marks only: "called it "a shame for us all""."""


def words_of(text: str) -> frozenset[str]:
    """The words of a list that is parted by blanks."""
    return frozenset(text.split())


_PLAIN = words_of(
    "said says say saying told tells tell telling adding insisted insists insist insisting "
    "argued argues argue arguing"
)
_THAT = words_of(
    "acknowledged acknowledges added adds admitted admits advised alleged alleges announced "
    "announces answered answers asked asks asserted asserts assured began boasted cautioned "
    "chanted claimed claims claim commented comments complained complains conceded concedes "
    "concluded concludes confessed confirmed confirms contended contends continued continues "
    "countered cried declared declares denied denies disclosed emphasised emphasized estimated "
    "exclaimed explained explains hinted indicated informed joked lamented maintained maintains "
    "mentioned mused noted notes objected observed observes pleaded pledged pledges posted "
    "predicted predicts proclaimed promised promises proposed protested quipped reasoned "
    "recalled recalls reckons reckoned recounted reiterated remarked remembered replied replies "
    "reported reports responded responds retorted revealed reveals ruled said shouted stated "
    "states stressed stresses suggested suggests swore testified testifies threatened thundered "
    "tweeted tweets urged urges vowed vows warned warns warn whispered wrote writes yelled "
    "warning claiming noting stressing suggesting writing tweeting explaining declaring stating "
    "asking promising vowing recalling confirming announcing found finds"
)
_FRAGMENT = words_of(
    "accused accuses blamed branded brands called calls condemned condemns criticised criticized "
    "decried defended denounced denounces described describes dismissed dismisses dubbed "
    "expressed hailed hails labelled labeled likened praised praises rejected rejects slammed "
    "slams calling describing accusing attacked attacks mocked mocks blasted blasts lambasted "
    "touted cited cites"
)
CUES: dict[str, Cue] = {
    **dict.fromkeys(_FRAGMENT, Cue.FRAGMENT),
    **dict.fromkeys(_THAT, Cue.THAT),
    **dict.fromkeys(_PLAIN, Cue.PLAIN),
}
"""Verbs of speech in lower case."""

TWO_WORDS = {"pointed": "out", "points": "out", "shot": "back", "hit": "back", "fired": "back"}
"""Verbs of speech with their second word."""

NOUN_LIKE = words_of("reports claims states notes comments promises pledges answers claim tweets")
"""Verbs that are as often nouns; only a name or a pronoun can be their subject."""

TO_SOMEBODY = words_of(
    "told tells tell telling assured informed warned reminded asked advised urged"
)
"""Verbs that may have whom they speak to before what is said."""

BETWEEN = words_of(
    "also then later has have had further again repeatedly once now publicly privately recently "
    "previously already reportedly simply only just even angrily quietly flatly often always "
    "long since still bluntly famously earlier"
)
"""May stand between who speaks and the verb."""

BE = words_of("is was were are been being be be's")
NOT = words_of(
    "not never to cannot can could should would will might may must n't didn't doesn't don't "
    "won't wouldn't hasn't haven't hadn't did does do didn’t doesn’t don’t won’t wouldn’t"
)
"""Before a verb of speech they make it one that was not spoken."""

CLAUSE_STARTS = words_of(
    "that as when while because if after before but or who which whom where although since "
    "though whether how what why so until unless than whose and nor yet"
)
PREPOSITIONS = words_of("of for from at in with on to by near under about against over into behind")
ARTICLES = words_of("the a an this that these those his her its their our my your some any no each")
PRONOUNS = words_of("he she it they")
NO_SPEAKER = words_of("i we you there this that what which one who all none nothing everyone")

SPEAKS_FOR = words_of(
    "spokesman spokeswoman spokesperson spokesmen spokespeople spokespersons statement report "
    "website communique communiqué release bulletin memo letter tweet announcement study survey "
    "poll"
)
"""Heads of a phrase that gives the word of the organisation it names."""

OPENINGS = words_of(
    "in on at during after before since by for from with under however meanwhile yesterday today "
    "but and earlier later still separately also instead yet so then last asked speaking "
    "addressing citing writing quoting despite when while as"
)
"""Begin what may stand before "Smith said the …" and is no part of what Smith said."""

ADVERBIAL = words_of(
    "on in at late early last earlier later today yesterday tomorrow tonight this week month "
    "year morning afternoon evening night monday tuesday wednesday thursday friday saturday "
    "sunday a an the his her its their statement interview letter tweet speech report news "
    "conference briefing email e-mail post message press release television radio program "
    "programme show during after via through telephone phone by joint separate brief recent "
    "twitter facebook to reporters journalists lawmakers parliament here again hearing court "
    "testimony meeting rally written televised separately however also address newspaper remarks "
    "crowd daily of and with"
)
"""May stand between a verb of speech and what is said."""

PLACES = words_of("reporters journalists lawmakers parliament congress court supporters delegates")

HE = words_of(
    "mr sir lord king prince pope father rev sheikh imam ayatollah chairman spokesman "
    "congressman james john robert michael william david richard joseph thomas charles daniel "
    "matthew anthony per tom ben sam dan max leo luke adrian oliver harry george hugo stefan "
    "klaus jurgen uwe jan mark donald steven paul andrew joshua kenneth kevin brian edward "
    "ronald timothy jason jeffrey ryan jacob gary nicholas eric jonathan stephen larry justin "
    "scott brandon benjamin samuel gregory frank alexander raymond patrick jack dennis jerry "
    "peter adam henry douglas nathan bill barack joe tony jim tim bob mike vladimir boris "
    "emmanuel mohammed muhammad ahmed ali hassan ibrahim omar abdullah hans carlos juan jose "
    "luis antonio ivan sergei dmitry yuri igor nikolai lars erik pedro pablo miguel marco "
    "giovanni pierre jacques francois simon martin alan graham keith ian neil colin nigel hugh "
    "bernie ted"
)
SHE = words_of(
    "mrs ms miss lady queen princess dame spokeswoman chairwoman congresswoman sister mary "
    "patricia jennifer linda elizabeth barbara susan jessica sarah karen lisa nancy betty "
    "margaret sandra ashley kimberly emily donna michelle carol amanda dorothy melissa deborah "
    "stephanie rebecca sharon laura cynthia kathleen amy angela shirley anna brenda pamela emma "
    "nicole helen samantha katherine christine debra rachel carolyn janet catherine maria "
    "heather diane ruth julie olivia joyce virginia hillary theresa ursula nicola jane alice "
    "claire sara hannah rosa eva ida nina lina ingrid astrid birgit monica carla clara elisabeth "
    "francesca fatima aisha leila elena olga natalia svetlana irina yulia sophie marie kate lucy "
    "fiona julia"
)

ROLES = SPEAKS_FOR | words_of(
    "head director chief president professor leader chairman chairwoman analyst economist "
    "minister secretary editor manager author member founder officer lawyer attorney executive "
    "researcher scientist expert mayor governor senator commander deputy vice coach who"
)
"""Words of what tells who somebody is: "Smith, head of sales, …"."""

_NO_ADVERBS = words_of("family daily weekly monthly quarterly assembly ally rally only early")


def is_adverb(word: str) -> bool:
    """Whether a word in lower case tells how something is said: "angrily"."""
    return word.endswith("ly") and len(word) > 4 and word not in _NO_ADVERBS
