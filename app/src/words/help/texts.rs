//! Help for full texts: finding them, judging them, coding them.

use super::Help;
use super::Part::{Heading, Note, Steps, Text};

pub(super) const FULL_TEXTS: Help = Help {
    page: "full-texts",
    title: "Find full texts",
    summary: "Requested, retrieved, not retrieved: the ledger of each report.",
    lead_in: "Each record that goes forward becomes a report whose full text is sought. Full texts keeps a ledger of every attempt.",
    parts: &[
        Heading("What to do"),
        Steps(&[
            "Open Full texts. Reports still to seek stand first.",
            "Choose “Record what happened” beside a report.",
            "Requested: say where you asked. Retrieved: give the address at which the text can be read. Not retrieved: say why.",
        ]),
        Text(
            "Reviewers and librarians propose that a text cannot be had; a lead signs it. Not retrieved is not excluded: the flow counts it in its own box.",
        ),
        Note(
            "What is to seek or only requested is neither here nor there, and keeps the flow provisional. Requests that have waited for more than three weeks are named on the lead’s overview.",
        ),
        Text(
            "If a text turns up after all, set the report back to be sought and enter the address. Nothing of its history is lost.",
        ),
    ],
    next: ["eligibility", "flow"],
};

pub(super) const ELIGIBILITY: Help = Help {
    page: "eligibility",
    title: "Judge full texts",
    summary: "The second reading: include or exclude, always with a reason.",
    lead_in: "Eligibility works like screening, with the full text beside the criteria. Reports appear as soon as their text was retrieved.",
    parts: &[
        Heading("Judge"),
        Steps(&[
            "Open Eligibility. Open the text at the publisher with `O`; it opens beside this page.",
            "To exclude, tick every reason that applies, then press Exclude `E`. At least one is always needed here.",
            "To include, press Include `I`.",
            "Maybe `M` never settles a full text: it goes to whoever resolves disagreements. Say in a note `N` what is missing.",
        ]),
        Text(
            "Readers are blind to each other here too. If all exclude, but for different reasons, the report is excluded, and whoever resolves chooses the reason that the flow reports.",
        ),
        Note(
            "The flow lists excluded full texts by reason. If several were ticked, the first in rank counts, unless you chose another as the main one.",
        ),
    ],
    next: ["full-texts", "coding"],
};

pub(super) const CODING: Help = Help {
    page: "coding",
    title: "Code reports",
    summary: "Statements, headings, themes, mentions, and the consensus.",
    lead_in: "Coding collects what a report says, as statements in its own words, under the headings of the codebook.",
    parts: &[
        Heading("Code"),
        Steps(&[
            "Open Coding and choose a report.",
            "Write a statement as printed, with its page and heading.",
            "Give it any number of themes, and count how often the report makes it.",
            "Answer the questions about the report. An empty answer is an answer too.",
            "Press Finish this report.",
        ]),
        Text(
            "Two coders work on the same report, blind to each other. When both have finished, their work stands side by side: agreed parts are taken over in one step, the rest is settled one by one into the consensus. Both codings stay as they were.",
        ),
        Note(
            "If somebody saved the same thing in between, nothing is overwritten: you see both versions and send yours again.",
        ),
        Text(
            "How many reports raise a theme and how often it is mentioned are two numbers; both are shown.",
        ),
    ],
    next: ["agreement", "exports"],
};
