//! What people did in a review, in sentences: for "Recently".

use crate::words::number::counted;
use domain::log::{Event, Fact};
use domain::retrieval::Attempt;
use domain::screening::{Round, Stage};
use domain::time::Timestamp;

/// One line: who did what, when, and the page of the review where it can be seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// When, or the last time if it happened several times in a row.
    pub at: Timestamp,
    /// Who; nobody for the program itself.
    pub who: Option<String>,
    /// The rest of the sentence, with its full stop.
    pub words: String,
    /// The page, if there is one to look at.
    pub page: Option<&'static str>,
}

/// The lines for events, newest first. What somebody did several times in a row is one line.
pub fn lines(recent: &[(Option<String>, Event)], most: usize) -> Vec<Line> {
    let mut lines: Vec<(Line, Act, u64)> = Vec::new();
    for (who, event) in recent {
        let Some(act) = act(&event.fact) else {
            continue;
        };
        if let Some((line, last, n)) = lines.last_mut()
            && line.who == *who
            && *last == act
            && act.adds_up()
        {
            *n += 1;
            line.words = act.words(*n);
            continue;
        }
        let line = Line {
            at: event.at,
            who: who.clone(),
            words: act.words(1),
            page: act.page(),
        };
        lines.push((line, act, 1));
    }
    lines
        .into_iter()
        .take(most)
        .map(|(line, ..)| line)
        .collect()
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Act {
    Started,
    Joined,
    Left,
    Criteria(u32),
    Imported(u64, usize),
    Undid,
    Pilot(Stage, u16, u32),
    SignedOff(Stage, Round),
    Main(Stage),
    Released(Stage),
    Requested,
    Found,
    Proposed,
    NotToBeHad,
    SoughtAgain,
    Declared(u64),
}

fn act(fact: &Fact) -> Option<Act> {
    Some(match fact {
        Fact::ReviewStarted { .. } => Act::Started,
        Fact::MemberJoined { .. } => Act::Joined,
        Fact::MemberLeft { .. } => Act::Left,
        Fact::CriteriaPublished { criteria } => Act::Criteria(criteria.version),
        Fact::ImportClosed { entries, files, .. } => {
            let taken = files.iter().filter(|file| file.failed.is_none()).count();
            Act::Imported(*entries, taken)
        }
        Fact::ImportUndone { .. } => Act::Undid,
        Fact::PilotOpened {
            stage,
            round,
            sample,
            ..
        } => Act::Pilot(*stage, round.0, sample.records),
        Fact::RoundSignedOff { stage, round } => Act::SignedOff(*stage, *round),
        Fact::MainOpened { stage, .. } => Act::Main(*stage),
        Fact::StageReleased { stage } => Act::Released(*stage),
        Fact::RetrievalNoted { attempt, .. } => match attempt {
            Attempt::Requested { .. } => Act::Requested,
            Attempt::Retrieved { .. } => Act::Found,
            Attempt::ProposedNotRetrieved { .. } => Act::Proposed,
            Attempt::NotRetrieved { .. } => Act::NotToBeHad,
            Attempt::SoughtAgain { .. } => Act::SoughtAgain,
        },
        Fact::CountDeclared { n, .. } => Act::Declared(*n),
        _ => return None,
    })
}

impl Act {
    /// Whether several in a row are said as one.
    const fn adds_up(&self) -> bool {
        matches!(
            self,
            Self::Requested | Self::Found | Self::Proposed | Self::NotToBeHad | Self::SoughtAgain
        )
    }

    fn words(&self, n: u64) -> String {
        let texts = || counted(n, "full text", "full texts");
        match self {
            Self::Started => "started the review.".into(),
            Self::Joined => "joined.".into(),
            Self::Left => "removed somebody from the team.".into(),
            Self::Criteria(version) => format!("published version {version} of the criteria."),
            Self::Imported(entries, files) => format!(
                "imported {} from {}.",
                counted(*entries, "entry", "entries"),
                counted(*files as u64, "file", "files")
            ),
            Self::Undid => "undid an import.".into(),
            Self::Pilot(stage, round, records) => format!(
                "opened pilot {round} at {} with {}.",
                stage_words(*stage),
                counted(u64::from(*records), "record", "records")
            ),
            Self::SignedOff(stage, round) if round.is_pilot() => {
                format!("signed off pilot {} at {}.", round.0, stage_words(*stage))
            }
            Self::SignedOff(stage, _) => {
                format!("signed off screening at {}.", stage_words(*stage))
            }
            Self::Main(stage) => format!("opened screening at {}.", stage_words(*stage)),
            Self::Released(stage) => {
                format!("showed {} to the team.", stage_words(*stage))
            }
            Self::Requested => format!("requested {}.", texts()),
            Self::Found => format!("found {}.", texts()),
            Self::Proposed => format!("proposed {} as not retrieved.", texts()),
            Self::NotToBeHad => format!("signed {} as not retrieved.", texts()),
            Self::SoughtAgain => format!("set {} back to be sought.", texts()),
            Self::Declared(n) => {
                format!(
                    "declared {} for the flow.",
                    counted(*n, "record", "records")
                )
            }
        }
    }

    const fn page(&self) -> Option<&'static str> {
        match self {
            Self::Criteria(_) => Some("criteria"),
            Self::Joined | Self::Left => Some("team"),
            Self::Requested
            | Self::Found
            | Self::Proposed
            | Self::NotToBeHad
            | Self::SoughtAgain => Some("full-texts"),
            _ => None,
        }
    }
}

const fn stage_words(stage: Stage) -> &'static str {
    crate::words::role::stage(stage)
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::ids::{ReportId, ReviewId};
    use domain::log::Chain;
    use uuid::Uuid;

    fn event(seq: i64, fact: Fact) -> (Option<String>, Event) {
        let event = Event {
            chain: Chain::Review(ReviewId::from_uuid(Uuid::from_u128(1))),
            seq,
            at: Timestamp::from_micros(seq),
            actor: None,
            fact,
        };
        (Some("Ana".into()), event)
    }

    fn sought_again() -> Fact {
        Fact::RetrievalNoted {
            report: ReportId::from_uuid(Uuid::from_u128(2)),
            attempt: Attempt::SoughtAgain { note: None },
        }
    }

    #[test]
    fn the_same_again_is_one_line() {
        let main = Fact::MainOpened {
            stage: Stage::FullText,
            waiver: None,
        };
        let recent = [
            event(9, sought_again()),
            event(8, sought_again()),
            event(7, main.clone()),
            event(6, main),
        ];
        let words: Vec<String> = lines(&recent, 8).into_iter().map(|l| l.words).collect();
        assert_eq!(
            words,
            [
                "set 2 full texts back to be sought.",
                "opened screening at full text.",
                "opened screening at full text.",
            ]
        );
        assert_eq!(lines(&recent, 1).len(), 1);
    }

    #[test]
    fn decisions_are_never_told() {
        let lifted = Fact::SightLifted {
            stage: Stage::FullText,
        };
        assert!(lines(&[event(1, lifted)], 8).is_empty());
    }
}
