//! Help for results: agreement, flow, exports.

use super::Help;
use super::Part::{Heading, Note, Steps, Text};

pub(super) const AGREEMENT: Help = Help {
    page: "agreement",
    title: "Read the agreement",
    summary: "What the coefficients mean and which decisions count.",
    lead_in: "Agreement says how alike the readers decided, and how much of it could be chance. Only independent decisions count: those made before anything about the record was shown.",
    parts: &[
        Heading("What stands there"),
        Text(
            "For each stage and round: the share of records on which all agreed, with its interval; then coefficients that allow for chance, each with a sentence in plain words, its interval, and the table behind it.",
        ),
        Heading("Why two coefficients differ"),
        Text(
            "Where almost everything is excluded, Cohen’s and Fleiss’ kappa fall although people agree nearly always. Gwet’s AC1 does not. Report both, with the share, and say which is which.",
        ),
        Note(
            "Undefined is not zero: a coefficient is undefined if only one outcome occurs, and the page says so.",
        ),
        Text(
            "Pilot and main screening are never mixed. Resolved disagreements do not count as decisions. A stage in which you are blind is kept back from you.",
        ),
    ],
    next: ["blinding", "exports"],
};

pub(super) const FLOW: Help = Help {
    page: "flow",
    title: "Report the flow",
    summary: "The PRISMA 2020 diagram, live, and why it may be provisional.",
    lead_in: "Flow draws the PRISMA 2020 diagram from what is in the review at this moment. Nobody types a number into it.",
    parts: &[
        Heading("Read it"),
        Text(
            "Entries are counted as identified, records as screened, reports as sought and assessed, studies and reports as included. What is the same in two databases counts once, as a duplicate removed.",
        ),
        Heading("Provisional"),
        Text(
            "While anything is open, a dashed line says what: records not screened, disagreements, texts still sought. The numbers are right, but not final.",
        ),
        Heading("Numbers from before"),
        Steps(&[
            "If duplicates were removed before the import, open Settings, then Declared numbers.",
            "Give the box, the number, the source and why there is only a number.",
            "It enters its box with a footnote.",
        ]),
        Note(
            "If you are blind at a stage, its outcomes read “kept back” in your flow and in what you export.",
        ),
    ],
    next: ["exports", "agreement"],
};

pub(super) const EXPORTS: Help = Help {
    page: "exports",
    title: "Find and export",
    summary: "Every record with every filter, and the files to take away.",
    lead_in: "What is in Concord is yours. Lists, numbers and pictures can be taken out as files that other programs read.",
    parts: &[
        Heading("Find"),
        Steps(&[
            "Type into “Find a record” at the top, or open Records.",
            "Narrow the list by stage, status, source or words. The filters stand in the address, so a link shows a colleague the same list.",
            "Open a record for all its entries as they came, its history, and what was decided as far as you may see it.",
        ]),
        Heading("Export"),
        Text(
            "Records offers the list as a table and as RIS. Flow offers the diagram as a picture (SVG) and its numbers as CSV and JSON. Each file says the day it was made, and “provisional” while work is open.",
        ),
        Note(
            "Exports keep back the same things as pages do. If you are blind at a stage, so is your export.",
        ),
    ],
    next: ["flow", "import"],
};
