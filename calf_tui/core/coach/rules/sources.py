"""What the labels stand for."""

from __future__ import annotations

from types import MappingProxyType

SOURCES = MappingProxyType(
    {
        "article": "the article that the six moves come from",
        "ours": "a decision of this program; no source says it",
        "practice": "what coaches do; no trial shows it",
        "S1": "American College of Sports Medicine, medscape.com/viewarticle/717047",
        "S3": "ebrary.net/154521",
        "S6": "Beyer 2015, in uptodatefree 103058",
        "S10": "Silbernagel 2020, PMC7249277",
        "S12": "sportsrec.com/465475",
        "S13": "locosports 2017/11/22",
        "S15": "Engeroff 2023, s41598-023-30798-3",
        "S17": "Schoenfeld 2015, s40279-015-0304-0",
        "S18": "Behm 2016, 10.1139/apnm-2015-0235",
        "S29": "the 2-for-2 rule, freedomoffitness.com",
        "S30": "PMC5889786",
        "S32": "PMC9319953",
        "S65": "Sleeswijk Visser, 10.1016/j.bjpt.2025.101188",
        "S66": "Hébert-Losier 2017, Waikato 10289/11322",
        "S84": "Hackett 2017",
        "S91": "evidenceforexercise.com",
        "S92": "Silbernagel 2007",
        "S97–S102": "crescentcityortho, torbayphysio, vdf.org, wpbphysio, health.harvard.edu, "
        "runnersworldonline",
    }
)
"""By label; most were read as abstracts or excerpts."""
