"""One of every signal of a meeting that runs (M4)."""

from __future__ import annotations

from bot.model import during_signals as d
from bot.model.during import Duty

EVERY_DURING: tuple[d.During, ...] = (
    d.BreakWanted(person="pat"),
    d.RoundAsked(by="maya", words="sealed"),
    d.HandRaised(person="pat"),
    d.HandLowered(person="pat"),
    d.NextCalled(by="maya"),
    d.ThumbsAsked(by="maya", words="sealed"),
    d.ThumbsClosed(by="maya"),
    d.WordAsked(words="sealed"),
    d.DutyOffered(by="maya", duty=Duty.NOTES, order=("pat", "quinn")),
    d.NoteShown(by="maya", paper="note-1", words="sealed", to=("pat",)),
    d.RulesPut(by="maya", words=("sealed",)),
    d.RulesAgreed(person="pat", number=1),
    d.DecisionPut(by="maya", paper="decision-1", words=("sealed", "sealed"), confirm=True),
    d.DecisionConfirmed(person="pat", paper="decision-1", words=("sealed", "sealed")),
    d.Stuck(person="pat"),
)
