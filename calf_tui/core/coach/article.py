"""Why a runner trains the calves: the article's reasons, with what sources allow to be claimed."""

WHY_IN_SHORT = (
    "Why calves? Strong ones may help you stay upright, run faster and use less energy; weak "
    "ones may invite trouble at Achilles tendon, shin, calf and sole. Begin a training block with "
    "strength work of your own, and do each move correctly first: done wrong, it loads the knee."
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
