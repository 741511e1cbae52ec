"""What a runner is told before the first session, and asked, and why the calves are trained."""

from __future__ import annotations

ABOUT = (
    "A coach for a runner's calves says what to do today, how much, and why. You decide.",
    "It is a training log and not medical advice: it may help, promises nothing, and cannot see "
    "you or tell what is wrong. No clinician has reviewed it.",
    "Four short questions follow. None has to be answered; all can be changed under About you (y).",
)
READINESS = (
    "Chest pain or dizziness",
    "One calf swollen or warm",
    "A calf or tendon tear",
    "Pain that makes you limp",
)
"""A yes to any of these means: ask a doctor first."""
READINESS_SIGNS = tuple(f"{each[:1].lower()}{each[1:]}" for each in READINESS)
"""The same as parts of a sentence."""
READINESS_QUESTION = "Now, or in the last months:"
ASK_A_DOCTOR = "Ask a doctor before you train."
DOCTOR_FIRST = f"{ASK_A_DOCTOR} The coach says so until you answer otherwise, under About you (y)."
DOCTOR_REMINDER = (
    "You said yes to one of these: "
    + "; ".join(READINESS_SIGNS)
    + ". Once a doctor allows you to train, say so under About you (y)."
)
"""Before a session, as long as that stands."""
HURTS = 0
"""Raises of one leg that stand for pain in them: the move begins at its easiest step."""
MOST_RAISES = 100
WHY_IN_SHORT = (
    "Why calves? Strong ones may help posture, speed and economy; weak ones may invite trouble at "
    "Achilles tendon, shin, calf and sole. Begin a training block with strength work, and move "
    "correctly: done wrong, it loads the knee."
)
WHY = (
    "Strong calves, the gastrocnemius and the soleus, may help a runner hold posture, run faster "
    "and run more economically.",
    "Weak ones invite Achilles tendon pain, shin pain, calf strain and plantar fasciitis, says the "
    "article that this coach follows.",
    "Its six moves make them stronger. Begin a training block with strength work of your own.",
    "What is known: strength work may help running economy, by 2 to 8 % in programmes for the "
    "whole leg, though not in all of them; it may help against injury, for which further evidence "
    "is needed.",
    "Correct movement comes first: wrong strength training loads the knee.",
)
"""Sentence by sentence [article, S30, S32]."""

DIFFERENCES_TITLE = "Where the article and the sources part"
DIFFERENCES_FROM_SOURCES = (
    "The article asks for strength daily; sources advise two or three days a week [S1, S3, S6], "
    "and daily work is found in programmes of rehabilitation [S8, S9, S11]. The target here is "
    "three days; one plan asks for all seven.",
    "It asks for 45 jumps daily; sources give beginners 60 to 100 landings a session, 48 to 72 h "
    "apart [S12, S13], while short daily hopping improved economy in one trial [S15]. Here jumps "
    "are left out of a proposal for 48 h, and never locked.",
    "It stretches at the wall around a run; 60 s or more of a stretch just before effort cost "
    "4.6 % of performance, less cost 1.1 % [S18]. Here it is 30 s before a run, and all of it "
    "after.",
    "It expects fewer injuries of strong calves; further evidence is needed [S32]. Here strength "
    "work may help.",
)
"""One by one, with what this program makes of it [article, ours]."""


def heel_raises_of(count: float | None, *, hurts: bool) -> int | None:
    """Returns the raises of one leg that the coach starts from; None if nothing was said."""
    if hurts:
        return HURTS
    return None if count is None else int(count)


WHAT_CHANGES_TITLE = "What would change it"
WHAT_CHANGES = (
    "More of a move: two sessions in a row in full, effort 6 at most, pain 2 at most.",
    "As before: pain of 3 to 5, effort of 8 or more, a rise in running, a race within a week.",
    "Easier: pain above 5 or worse the next morning, effort of 10 or too little done twice, weeks "
    "off.",
    "Another session: a run or a rest day, a hard session or jumps less than 48 h ago, the week "
    "met, a stop for pain.",
)
"""The most important rules in few words, for who sees them for the first time."""
