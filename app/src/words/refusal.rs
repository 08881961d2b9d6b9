//! The sentence of each refusal, and the field it stands beside.

use crate::words::number::{count, counted};
use domain::refusal::Refusal;

/// The field a refusal speaks of, by its name in forms; empty if it speaks of the whole form.
pub fn field(refusal: &Refusal) -> &str {
    match refusal {
        Refusal::Missing { field }
        | Refusal::TooLong { field, .. }
        | Refusal::NotOffered { field }
        | Refusal::NotANumber { field, .. } => field,
        Refusal::NotAnEmail | Refusal::EmailTaken | Refusal::AlreadyMember => "email",
        Refusal::PasswordShort { .. } => "password",
        Refusal::ReasonNeeded | Refusal::PrimaryNotTicked => "reason",
        Refusal::NotALink => "link",
        Refusal::FileTooLarge { .. } | Refusal::FileUnreadable { .. } => "file",
        _ => "",
    }
}

/// What is wrong and what would be right.
pub fn sentence(refusal: &Refusal) -> String {
    match refusal {
        Refusal::Missing { .. } => "Please fill this in.".into(),
        Refusal::TooLong {
            length, longest, ..
        } => {
            format!(
                "{} characters. At most {} are kept.",
                n(*length),
                n(*longest)
            )
        }
        Refusal::NotOffered { .. } => "Choose one of those offered.".into(),
        Refusal::NotAnEmail => {
            "This is not an e-mail address. One looks like name@place.org.".into()
        }
        Refusal::EmailTaken => {
            "There is an account with this address. Sign in with it instead.".into()
        }
        Refusal::PasswordShort { length, shortest } => {
            format!(
                "{} characters. At least {} are needed.",
                n(*length),
                n(*shortest)
            )
        }
        Refusal::SignInWrong => "E-mail and password do not belong together.".into(),
        Refusal::SignInLater { seconds } => {
            format!("Too many attempts. Try again in {}.", wait(*seconds))
        }
        Refusal::LinkDead => "This link was used already, or it ran out. Ask for a new one.".into(),
        Refusal::AlreadyMember => "This person is in the team already.".into(),
        Refusal::LastLead => "A review needs a lead. Make somebody else one first.".into(),
        Refusal::ReasonNeeded => "Choose at least one reason.".into(),
        Refusal::PrimaryNotTicked => "The main reason must be among those ticked.".into(),
        Refusal::NoCriteria => {
            "There are no published criteria yet. A lead publishes them first.".into()
        }
        Refusal::NoCriterion => "Write at least one criterion before you publish.".into(),
        Refusal::RoundClosed => "This round is not open for decisions.".into(),
        Refusal::IdUsedOtherwise => {
            "This decision was sent before with another content. Open the record again.".into()
        }
        Refusal::TooLateToUndo => {
            "This decision can no longer be undone. A lead can reopen the record.".into()
        }
        Refusal::NotInConflict => "There is no disagreement here any more.".into(),
        Refusal::PartyToIt => {
            "You are one of those who disagree here, so somebody else resolves it.".into()
        }
        Refusal::OutcomeNotOpen => "This outcome cannot be chosen here.".into(),
        Refusal::NotYet { what } => format!("Not yet: {what}."),
        Refusal::ImportBuiltOn { decisions } => format!(
            "This import can no longer be undone: {} on it.",
            counted(
                *decisions,
                "decision or later entry stands",
                "decisions or later entries stand"
            )
        ),
        Refusal::FileTooLarge { limit } => {
            format!(
                "The file is larger than {} MB. Nothing of it was kept.",
                limit / 1_048_576
            )
        }
        Refusal::FileUnreadable { file, words } => format!("{file}: {words}"),
        Refusal::Stale => {
            "Somebody saved this in the meantime. Look at both and send yours again.".into()
        }
        Refusal::NotANumber { least, most, .. } => {
            format!("A whole number from {least} to {most} is needed.")
        }
        Refusal::NotALink => {
            "A web address is needed, such as https://example.org/text.pdf.".into()
        }
        Refusal::DisagreementsOpen { open } => {
            format!(
                "{} disagreements of this round are still open.",
                count(*open)
            )
        }
        Refusal::CountsDoNotAdd { words } => words.clone(),
    }
}

fn n(length: usize) -> String {
    count(length as u64)
}

fn wait(seconds: i64) -> String {
    match seconds {
        ..=1 => "a second".into(),
        2..=119 => format!("{seconds} seconds"),
        _ => format!("{} minutes", (seconds + 59) / 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_says_what_would_be_right() {
        let short = Refusal::PasswordShort {
            length: 7,
            shortest: 12,
        };
        assert_eq!(sentence(&short), "7 characters. At least 12 are needed.");
        assert_eq!(field(&short), "password");
        assert_eq!(field(&Refusal::SignInWrong), "");
        assert_eq!(
            sentence(&Refusal::SignInLater { seconds: 130 }),
            "Too many attempts. Try again in 3 minutes."
        );
    }
}
