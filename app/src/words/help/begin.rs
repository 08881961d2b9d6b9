//! Help for the beginning: the review, the team, the criteria, search results, duplicates.

use super::Help;
use super::Part::{Heading, Note, Steps, Text};

pub(super) const START: Help = Help {
    page: "start",
    title: "Start a review",
    summary: "Three questions, then five steps that tick themselves.",
    lead_in: "A review begins with three questions: what it is about, who reads each record, and where your references are. Everything else has a sensible beginning.",
    parts: &[
        Heading("What to do"),
        Steps(&[
            "On the start page choose New review and answer the three questions.",
            "Invite your team, if you do not work alone.",
            "Write the criteria and publish them as version 1.",
            "Import the files that the databases exported.",
            "Open a pilot, or start screening without one and say why.",
        ]),
        Text(
            "The overview shows these steps until screening is open. Only the next one is a link, and each ticks itself as soon as it is true.",
        ),
        Note(
            "If you lead and also screen, you are blind like every reviewer: you see no decisions until a stage is shown to the team. Disagreements you are part of you settle together with those you disagree with; if you want to decide between others, do not screen.",
        ),
        Text(
            "Title, question, policies and people can be changed at any time. Nothing that somebody decided is ever changed by it.",
        ),
    ],
    next: ["team", "criteria"],
};

pub(super) const TEAM: Help = Help {
    page: "team",
    title: "Invite people",
    summary: "Invitation links, roles, forgotten passwords, leaving.",
    lead_in: "Leads invite by link. Concord sends no mail: you copy the link and send it yourself.",
    parts: &[
        Heading("Invite"),
        Steps(&[
            "Open Team and choose what the person will be, and which stages they take part in.",
            "Press Make a link, copy it, and send it to one person.",
            "They open it, choose a password, and are at work. The link works once, for 14 days.",
        ]),
        Text(
            "Leads decide how the review is done. Reviewers screen and code. Librarians search, import and find full texts, and see no decisions. Observers read what was shown to the team.",
        ),
        Note(
            "If Concord runs on your own computer, its links work only there. For others to reach it, whoever runs it starts it with an address they can open: concord serve --listen 0.0.0.0:3000 --public-url http://name-of-this-computer:3000",
        ),
        Heading("Later"),
        Text(
            "Change opens a person’s page: another role, other stages, a link for a new password, or the end of their membership. Decisions of people who left stay and count.",
        ),
    ],
    next: ["start", "blinding"],
};

pub(super) const CRITERIA: Help = Help {
    page: "criteria",
    title: "Write the criteria",
    summary: "Reasons to exclude, their order, versions and amendments.",
    lead_in: "Criteria are published as versions. Every decision keeps the version it was made under, so nothing is judged by rules that came later.",
    parts: &[
        Heading("Write and publish"),
        Steps(&[
            "Open Settings, then Criteria.",
            "Give each criterion a short label, such as “Not the UK”, and the full text if the label does not say it all.",
            "Say whether it excludes if it is so, or if it is not so, and at which stages it is used.",
            "Put the ranks in order. If several reasons apply, the first in rank is the one the flow reports.",
            "Say why you publish, and press Publish.",
        ]),
        Text(
            "Reviewers see the criteria beside every record, with the keys `1` to `9`. Under “what changed” they read what is different in each version and why.",
        ),
        Note(
            "Duplicate and not retrieved are never reasons to exclude. They are counted in their own boxes of the flow.",
        ),
        Text(
            "A row whose label is emptied is taken out with the next version. What was decided for that reason keeps it.",
        ),
    ],
    next: ["pilot", "screening"],
};

pub(super) const IMPORT: Help = Help {
    page: "import",
    title: "Import search results",
    summary: "Which files work, what the report says, how to undo an import.",
    lead_in: "Import the files as the databases exported them. Concord keeps each byte for byte and shows what it made of it.",
    parts: &[
        Heading("Import"),
        Steps(&[
            "Open Search and choose the files, several at once if you like. RIS, PubMed (NBIB), CSV and tab-separated tables are read.",
            "Name the source of each file: the database, register, website or other place it came from.",
            "Begin the import. It becomes visible all at once, when it is complete.",
        ]),
        Heading("What the report tells"),
        Text(
            "For each file: how many entries it had, how many were here before, how many are new, and every warning with what was done about it. A file that breaks off in the middle is not imported; you can take what stands before the break, or export it again.",
        ),
        Note(
            "The same file imported twice counts once. An import can be undone as long as no decision and no joined duplicate stands on it.",
        ),
    ],
    next: ["duplicates", "exports"],
};

pub(super) const DUPLICATES: Help = Help {
    page: "duplicates",
    title: "Judge duplicates",
    summary: "Pairs side by side, three answers, and how to take a record apart.",
    lead_in: "Entries that are surely the same are joined when they are imported, each with its evidence. Pairs that only look alike wait for a person.",
    parts: &[
        Heading("Compare"),
        Steps(&[
            "Open Duplicates. Two entries stand side by side; what differs is marked, character by character.",
            "Same report `S` joins them into one record.",
            "Same study `D` keeps two reports and notes that they belong together.",
            "Different `F` leaves them apart for good. Later `J` goes on without an answer.",
        ]),
        Text(
            "Nothing is lost by joining. A record keeps all its entries and all the sources they came from, and the flow counts every entry as identified.",
        ),
        Note(
            "A joined record can be taken apart again on its own page. Decisions made meanwhile stay with both records.",
        ),
        Text(
            "It is best to finish the pairs before screening opens: otherwise somebody may read the same report twice.",
        ),
    ],
    next: ["import", "pilot"],
};
