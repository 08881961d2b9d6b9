//! Help for screening: pilots, deciding, disagreements, blinding, keys.

use super::Help;
use super::Part::{Heading, Note, Steps, Text};

pub(super) const PILOT: Help = Help {
    page: "pilot",
    title: "Run a pilot",
    summary: "A small sample for everybody, to see whether the criteria are understood alike.",
    lead_in: "In a pilot everybody reads the same small sample, blind to each other. It shows whether the criteria are understood alike before the real work begins.",
    parts: &[
        Heading("What to do"),
        Steps(&[
            "A lead opens Screen, chooses how many records, and opens the pilot. The sample is drawn at random, and its seed is kept.",
            "Everybody who takes part decides on all of them.",
            "Somebody who may resolves the disagreements.",
            "The lead signs the pilot off. Now its decisions are open to the team, with the agreement.",
            "If the criteria were unclear, publish a better version and open another pilot. Else open screening.",
        ]),
        Text(
            "Records of a pilot that was signed off are settled like any others; nobody reads them again.",
        ),
        Note(
            "Starting without a pilot is possible. It asks for a sentence that says why, and that sentence stays in the log.",
        ),
    ],
    next: ["criteria", "agreement"],
};

pub(super) const SCREENING: Help = Help {
    page: "screening",
    title: "Screen titles and abstracts",
    summary: "Reasons, maybe, undo, and what others can see.",
    lead_in: "You see one record at a time and say exclude, maybe or include. Nobody else’s decision is shown to you before the stage is shown to the team.",
    parts: &[
        Heading("Decide"),
        Steps(&[
            "Read the title and the abstract at the left.",
            "If it should be excluded, tick every reason that applies at the right. `1` to `9` do the same.",
            "Press Exclude `E`, Maybe `M` or Include `I`.",
        ]),
        Note(
            "The next record is there at once. The last decision stays named at the bottom, with Undo `Z` beside it. Under “All mine” you find all your decisions and can change one as long as the record still waits for somebody.",
        ),
        Heading("What maybe means"),
        Text(
            "Unless your team set it otherwise, maybe goes on to the full text together with include. Use it when the abstract does not tell.",
        ),
        Heading("When the connection is lost"),
        Text(
            "A dashed sign at the top says so. Go on: decisions wait in this browser and are sent when the connection is back.",
        ),
    ],
    next: ["keys", "blinding"],
};

pub(super) const DISAGREEMENTS: Help = Help {
    page: "disagreements",
    title: "Resolve disagreements",
    summary: "Who may decide, what is shown, what stays.",
    lead_in: "Where readers differ, somebody who is not one of them decides and says why, or they agree among themselves. The decisions of the readers stay as they were.",
    parts: &[
        Heading("Resolve"),
        Steps(&[
            "Open Disagreements. The oldest stands first.",
            "Read the record, and what Reviewer A, B and C decided, with their reasons and notes.",
            "Write in a sentence why you decide as you do. `W` goes to the box, `Esc` leaves it.",
            "Press Exclude or Include.",
        ]),
        Heading("Who may"),
        Text(
            "A lead who does not take part in the stage; a third reviewer, if the policy says so; or those who disagree, together. Nobody decides alone between themselves and somebody else.",
        ),
        Heading("Together"),
        Text(
            "Where the policy says so, you see what the others said as soon as the record is complete and you differ. Say what you agree to and why; the record is settled when all have said the same.",
        ),
        Note(
            "The letters are drawn anew for each record, so that nobody can be recognised from one case to the next. They are not counted for you either: two against one is not a vote.",
        ),
        Text(
            "Full texts excluded by all, but for different reasons, come here too: choose the reason to report.",
        ),
    ],
    next: ["blinding", "agreement"],
};

pub(super) const BLINDING: Help = Help {
    page: "blinding",
    title: "What blinding means here",
    summary: "What you can see of others’ decisions, and when.",
    lead_in: "Independent reading is worth something only if it is independent. Until a stage is shown to the team, nothing you can see depends on what others decided.",
    parts: &[
        Heading("What is kept back"),
        Text(
            "Decisions, reasons and notes of others; counts by outcome; disagreements; agreement; and everything in the flow or an export that would tell them. In their place stands “Kept back while you screen.”, always the same words whatever lies behind.",
        ),
        Heading("What is not"),
        Text(
            "How many records are complete, and that somebody decided. A record leaves your list when enough others have read it.",
        ),
        Heading("For leads"),
        Text(
            "A lead who takes part in a stage is blind in it like any reviewer. A lead who does not sees everything. Whoever leads and screens can lift their own blinding: it is noted in the log and takes them out of that list for good.",
        ),
        Note(
            "A stage is open to the team once its round was signed off, or a lead showed it to the team.",
        ),
    ],
    next: ["screening", "disagreements"],
};

pub(super) const KEYS: Help = Help {
    page: "keys",
    title: "Work with the keyboard",
    summary: "All keys, page by page.",
    lead_in: "Two thousand decisions go faster without a mouse. No key acts while you type in a field; `Esc` leaves the field.",
    parts: &[
        Heading("Screening and eligibility"),
        Text(
            "`E` exclude, `M` maybe, `I` include. `1` to `9` tick a reason, with `⇧` exclude for it at once. `Z` undo, `J` later, `N` note, `O` open at the publisher, `L` list of your decisions, `?` these keys.",
        ),
        Heading("Duplicates"),
        Text("`S` same report, `D` same study, `F` different, `J` later, `Z` undo."),
        Heading("Disagreements"),
        Text("`J` next case, `K` the one before, `W` to the box with the reason."),
        Heading("Everywhere"),
        Text("`/` find a record, `Esc` close what is open or leave the field."),
        Note(
            "On a phone there are no keys: the same buttons stand at the bottom of the screen, large enough for a thumb. Every page also works with the tab key alone, and without scripts.",
        ),
    ],
    next: ["screening", "duplicates"],
};
