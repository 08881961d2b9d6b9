//! Coding: two people read the same report and write down what they find, blind to each other;
//! then their work is set side by side and taken over into the consensus.

use crate::house::{Caller, House};
use crate::problem::{Halt, Problem};
use crate::seat::Seat;
use domain::citation::Citation;
use domain::coding::{Codebook, Field, FieldKind, Row, Statement, StatementDraft, side_by_side};
use domain::ids::{FieldId, PersonId, ReportId, ReviewId, StatementId};
use domain::log::{CodedBy, Fact};
use domain::people::Role;
use domain::refusal::Refusal;
use domain::text::NonBlank;
use futures::FutureExt;
use store::Tx;
pub use store::codings::Codable;
use store::codings::Owned;
use uuid::Uuid;

/// How many coders a report takes before the two can be compared.
const CODERS: usize = 2;

/// The list of reports to code.
#[derive(Clone, Debug)]
pub struct CodingLine {
    /// The report.
    pub report: Codable,
    /// The caller's own coding: not begun, begun, finished.
    pub mine: Own,
    /// Whether both coders have finished, so that they can be compared.
    pub comparable: bool,
    /// Whether the consensus is finished.
    pub settled: bool,
}

/// How far somebody's own coding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Own {
    /// Not theirs to code: two others have it.
    NotMine,
    /// Not begun.
    Open,
    /// Begun.
    Begun,
    /// Finished.
    Finished,
}

/// The coding desk of one report.
#[derive(Clone, Debug)]
pub struct CodingDesk {
    /// The report.
    pub report: Codable,
    /// Its record's data.
    pub citation: Citation,
    /// The sources of its hits, which fill the field "databases".
    pub sources: Vec<String>,
    /// The codebook in force.
    pub codebook: Codebook,
    /// The statements, in the order of writing.
    pub statements: Vec<Statement>,
    /// The answers to the fields.
    pub answers: Vec<(FieldId, Option<String>)>,
    /// Whether it is finished.
    pub finished: bool,
    /// Whether both coders have finished.
    pub comparable: bool,
}

/// Two codings side by side, and the consensus.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// The report.
    pub report: Codable,
    /// The codebook in force.
    pub codebook: Codebook,
    /// The names of coders A and B.
    pub coders: [String; 2],
    /// Their statements in pairs.
    pub rows: Vec<Row>,
    /// Their answers: field, A's, B's, the consensus'.
    pub answers: Vec<(Field, [Option<String>; 3])>,
    /// The consensus so far.
    pub consensus: Vec<Statement>,
    /// Whether the consensus is finished.
    pub settled: bool,
    /// Whether the viewer may reconcile: leads, and the two coders themselves.
    pub may: bool,
}

impl Comparison {
    /// The statement of the consensus that was taken from this row, if one was.
    pub fn taken(&self, row: &Row) -> Option<&Statement> {
        let ids: Vec<StatementId> = row
            .a
            .iter()
            .chain(&row.b)
            .map(|statement| consensus_id(statement.id))
            .collect();
        self.consensus.iter().find(|one| ids.contains(&one.id))
    }
}

/// What is taken over into the consensus.
#[derive(Clone, Debug)]
pub enum Take {
    /// One coder's statement.
    One(StatementId),
    /// Both coders' statements as one: A's words, the headings and themes of both.
    Both(StatementId, StatementId),
    /// Everything on which they agree.
    Agreed,
}

impl House {
    /// The reports to code.
    pub async fn coding_list(
        &self,
        caller: &Caller,
        review: ReviewId,
    ) -> Result<Vec<CodingLine>, Problem> {
        let mut read = self.read().await?;
        let tx = &mut read.tx();
        let membership = store::people::membership(tx, review, caller.person)
            .await?
            .ok_or(Problem::NotFound)?;
        if !membership.may_code() && membership.role != Role::Lead {
            return Err(Problem::NotFound);
        }
        let mut lines = Vec::new();
        for report in store::codings::included(tx, review).await? {
            let coders = store::codings::coders(tx, report.report).await?;
            lines.push(CodingLine {
                mine: own(&coders, caller.person, membership.may_code()),
                comparable: comparable(&coders),
                settled: store::codings::consensus_finished(tx, report.report).await?,
                report,
            });
        }
        Ok(lines)
    }

    /// The caller's coding desk for a report.
    pub async fn coding_desk(
        &self,
        caller: &Caller,
        review: ReviewId,
        report: ReportId,
    ) -> Result<CodingDesk, Problem> {
        let mut read = self.read().await?;
        let tx = &mut read.tx();
        let membership = store::people::membership(tx, review, caller.person)
            .await?
            .ok_or(Problem::NotFound)?;
        let found = codable(tx, review, report)
            .await?
            .ok_or(Problem::NotFound)?;
        let coders = store::codings::coders(tx, report).await?;
        let own = own(&coders, caller.person, membership.may_code());
        if own == Own::NotMine {
            return Err(Problem::NotFound);
        }
        let record = store::records::get(tx, review, found.record)
            .await?
            .ok_or(Problem::NotFound)?;
        let me = caller.person;
        Ok(CodingDesk {
            citation: record.citation,
            sources: store::records::sources(tx, found.record).await?,
            codebook: store::codings::codebook(tx, review)
                .await?
                .ok_or(Problem::NotFound)?,
            statements: store::codings::statements(tx, report, CodedBy::Coder, me).await?,
            answers: store::codings::answers(tx, report, CodedBy::Coder, me).await?,
            finished: own == Own::Finished,
            comparable: comparable(&coders),
            report: found,
        })
    }

    /// Saves a statement: a new one, or a change to one of the caller's own, naming the revision
    /// it saw. A stale save is refused; the page shows both versions.
    pub async fn save_statement(
        &self,
        caller: &Caller,
        review: ReviewId,
        report: ReportId,
        statement: Option<(StatementId, u32)>,
        draft: StatementDraft,
    ) -> Result<StatementId, Problem> {
        let acting = self.acting(caller, review);
        let (id, seen) = statement.unwrap_or_else(|| (StatementId::from_uuid(self.id()), 0));
        let input = (acting, report, id, seen, draft);
        self.write(review, input, |tx, (acting, report, id, seen, draft)| {
            async move {
                let mut me = Seat::take(tx, acting).await?.coder()?;
                let (review, person) = (me.review(), me.me());
                open_for_coding(me.tx(), review, report, person).await?;
                let codebook = store::codings::codebook(me.tx(), review)
                    .await?
                    .ok_or(Halt::NotFound)?;
                if let Some(known) = store::codings::statement(me.tx(), id).await? {
                    if known.coder != Some(person) || known.report != report {
                        return Err(Halt::NotFound);
                    }
                    if revision(&known) != seen {
                        return Err(Refusal::Stale.into());
                    }
                } else if seen != 0 {
                    return Err(Halt::NotFound);
                }
                let statement = draft.check(id, seen + 1, &codebook)?;
                let fact = Fact::StatementSaved {
                    report,
                    by: CodedBy::Coder,
                    codebook: codebook.version,
                    statement,
                    why: None,
                };
                me.log(fact).await?;
                Ok(())
            }
            .boxed()
        })
        .await?;
        Ok(id)
    }

    /// Sets one of the caller's own statements aside.
    pub async fn set_statement_aside(
        &self,
        caller: &Caller,
        review: ReviewId,
        report: ReportId,
        statement: StatementId,
        seen: u32,
    ) -> Result<(), Problem> {
        let acting = self.acting(caller, review);
        let input = (acting, report, statement, seen);
        self.write(review, input, |tx, (acting, report, statement, seen)| {
            async move {
                let mut me = Seat::take(tx, acting).await?.coder()?;
                let (review, person) = (me.review(), me.me());
                open_for_coding(me.tx(), review, report, person).await?;
                let known = store::codings::statement(me.tx(), statement)
                    .await?
                    .filter(|known| known.coder == Some(person) && known.report == report)
                    .ok_or(Halt::NotFound)?;
                if revision(&known) != seen {
                    return Err(Refusal::Stale.into());
                }
                let by = CodedBy::Coder;
                let fact = Fact::StatementSetAside {
                    report,
                    by,
                    statement,
                    revision: seen + 1,
                };
                me.log(fact).await?;
                Ok(())
            }
            .boxed()
        })
        .await
    }

    /// Brings one of the caller's own statements back that they had set aside.
    pub async fn bring_statement_back(
        &self,
        caller: &Caller,
        review: ReviewId,
        report: ReportId,
        statement: StatementId,
    ) -> Result<(), Problem> {
        let acting = self.acting(caller, review);
        let input = (acting, report, statement);
        self.write(review, input, |tx, (acting, report, statement)| {
            async move {
                let mut me = Seat::take(tx, acting).await?.coder()?;
                let (review, person) = (me.review(), me.me());
                open_for_coding(me.tx(), review, report, person).await?;
                let known = store::codings::statement(me.tx(), statement)
                    .await?
                    .filter(|known| known.coder == Some(person) && known.report == report)
                    .ok_or(Halt::NotFound)?;
                let codebook = store::codings::codebook(me.tx(), review)
                    .await?
                    .ok_or(Halt::NotFound)?;
                if known.aside {
                    let revision = revision(&known) + 1;
                    me.log(Fact::StatementSaved {
                        report,
                        by: CodedBy::Coder,
                        codebook: codebook.version,
                        statement: Statement {
                            revision,
                            ..known.statement
                        },
                        why: None,
                    })
                    .await?;
                }
                Ok(())
            }
            .boxed()
        })
        .await
    }

    /// Answers the fields of a report; an empty answer is one.
    pub async fn answer_fields(
        &self,
        caller: &Caller,
        review: ReviewId,
        report: ReportId,
        answers: Vec<(FieldId, Option<NonBlank>)>,
    ) -> Result<(), Problem> {
        let acting = self.acting(caller, review);
        self.write(
            review,
            (acting, report, answers),
            |tx, (acting, report, answers)| {
                async move {
                    let mut me = Seat::take(tx, acting).await?.coder()?;
                    let (review, person) = (me.review(), me.me());
                    open_for_coding(me.tx(), review, report, person).await?;
                    answer(&mut me, report, CodedBy::Coder, person, answers).await
                }
                .boxed()
            },
        )
        .await
    }

    /// Finishes the caller's coding of a report, or takes it up again while the other coder has not
    /// finished.
    pub async fn finish_coding(
        &self,
        caller: &Caller,
        review: ReviewId,
        report: ReportId,
        finished: bool,
    ) -> Result<(), Problem> {
        let acting = self.acting(caller, review);
        self.write(
            review,
            (acting, report, finished),
            |tx, (acting, report, finished)| {
                async move {
                    let mut me = Seat::take(tx, acting).await?.coder()?;
                    let review = me.review();
                    codable(me.tx(), review, report)
                        .await?
                        .ok_or(Halt::NotFound)?;
                    let coders = store::codings::coders(me.tx(), report).await?;
                    if own(&coders, me.me(), true) == Own::NotMine {
                        return Err(Halt::NotFound);
                    }
                    let by = CodedBy::Coder;
                    let fact = match finished {
                        true => Fact::CodingFinished { report, by },
                        false if comparable(&coders) => return Err(Refusal::TooLateToUndo.into()),
                        false => Fact::CodingReopened { report, by },
                    };
                    me.log(fact).await?;
                    Ok(())
                }
                .boxed()
            },
        )
        .await
    }

    /// Two finished codings side by side. Nobody sees the other's before both have finished.
    pub async fn comparison(
        &self,
        caller: &Caller,
        review: ReviewId,
        report: ReportId,
    ) -> Result<Comparison, Problem> {
        let mut read = self.read().await?;
        let tx = &mut read.tx();
        let membership = store::people::membership(tx, review, caller.person)
            .await?
            .ok_or(Problem::NotFound)?;
        let found = codable(tx, review, report)
            .await?
            .ok_or(Problem::NotFound)?;
        let coders = store::codings::coders(tx, report).await?;
        let pair = pair_of(&coders).ok_or(Problem::NotFound)?;
        let may = membership.role == Role::Lead || pair.contains(&caller.person);
        if !may && !membership.may_code() {
            return Err(Problem::NotFound);
        }
        let codebook = store::codings::codebook(tx, review)
            .await?
            .ok_or(Problem::NotFound)?;
        let nobody = PersonId::from_uuid(Uuid::nil());
        let [a, b] = pair;
        let of_a = store::codings::statements(tx, report, CodedBy::Coder, a).await?;
        let of_b = store::codings::statements(tx, report, CodedBy::Coder, b).await?;
        let answers_a = store::codings::answers(tx, report, CodedBy::Coder, a).await?;
        let answers_b = store::codings::answers(tx, report, CodedBy::Coder, b).await?;
        let agreed = store::codings::answers(tx, report, CodedBy::Consensus, nobody).await?;
        let of = |answers: &[(FieldId, Option<String>)], field: FieldId| {
            answers
                .iter()
                .find(|(id, _)| *id == field)
                .and_then(|(_, answer)| answer.clone())
        };
        let answers = codebook
            .fields
            .iter()
            .map(|field| {
                let id = field.id;
                (
                    field.clone(),
                    [of(&answers_a, id), of(&answers_b, id), of(&agreed, id)],
                )
            })
            .collect();
        let name = async |tx: &mut Tx<'_>, id| {
            Ok::<_, Problem>(
                store::people::get(tx, id)
                    .await?
                    .map_or_else(String::new, |p| p.name),
            )
        };
        let coders = [name(tx, a).await?, name(tx, b).await?];
        Ok(Comparison {
            coders,
            rows: side_by_side(&of_a, &of_b),
            answers,
            consensus: store::codings::statements(tx, report, CodedBy::Consensus, nobody).await?,
            settled: store::codings::consensus_finished(tx, report).await?,
            may,
            codebook,
            report: found,
        })
    }

    /// Takes statements over into the consensus. The independent codings stay as they are.
    pub async fn take_into_consensus(
        &self,
        caller: &Caller,
        review: ReviewId,
        report: ReportId,
        take: Take,
    ) -> Result<(), Problem> {
        let comparison = self.comparison(caller, review, report).await?;
        if !comparison.may {
            return Err(Problem::NotFound);
        }
        let taken = taken(&comparison, &take)?;
        let statements: Vec<Statement> = taken
            .into_iter()
            .map(|statement| Statement {
                id: consensus_id(statement.id),
                revision: 1,
                ..statement
            })
            .collect();
        let acting = self.acting(caller, review);
        let input = (acting, report, comparison.codebook.version, statements);
        self.write(
            review,
            input,
            |tx, (acting, report, codebook, statements)| {
                async move {
                    let mut me = Seat::take(tx, acting).await?;
                    for statement in statements {
                        let known = store::codings::statement(me.tx(), statement.id).await?;
                        if known.as_ref().is_some_and(|known| !known.aside) {
                            continue;
                        }
                        let revision = known.map_or(1, |known| revision(&known) + 1);
                        let statement = Statement {
                            revision,
                            ..statement
                        };
                        let by = CodedBy::Consensus;
                        me.log(Fact::StatementSaved {
                            report,
                            by,
                            codebook,
                            statement,
                            why: None,
                        })
                        .await?;
                    }
                    Ok(())
                }
                .boxed()
            },
        )
        .await
    }

    /// Takes a statement out of the consensus again.
    pub async fn leave_out_of_consensus(
        &self,
        caller: &Caller,
        review: ReviewId,
        report: ReportId,
        statement: StatementId,
    ) -> Result<(), Problem> {
        let comparison = self.comparison(caller, review, report).await?;
        let known = comparison.consensus.iter().find(|s| s.id == statement);
        let Some(known) = known.filter(|_| comparison.may) else {
            return Err(Problem::NotFound);
        };
        let fact = Fact::StatementSetAside {
            report,
            by: CodedBy::Consensus,
            statement,
            revision: known.revision + 1,
        };
        self.log_as_member(caller, review, vec![fact]).await
    }

    /// Settles the fields' consensus and finishes it.
    pub async fn finish_consensus(
        &self,
        caller: &Caller,
        review: ReviewId,
        report: ReportId,
        answers: Vec<(FieldId, Option<NonBlank>)>,
    ) -> Result<(), Problem> {
        let comparison = self.comparison(caller, review, report).await?;
        if !comparison.may {
            return Err(Problem::NotFound);
        }
        let by = CodedBy::Consensus;
        for (field, answer) in &answers {
            let asked = comparison.codebook.field(*field);
            let asked = asked.ok_or_else(|| Refusal::NotOffered {
                field: "answers".into(),
            })?;
            check_answer(asked, answer.as_ref())?;
        }
        let mut facts: Vec<Fact> = answers
            .into_iter()
            .map(|(field, answer)| Fact::FieldAnswered {
                report,
                by,
                codebook: comparison.codebook.version,
                field,
                answer,
            })
            .collect();
        facts.push(Fact::CodingFinished { report, by });
        self.log_as_member(caller, review, facts).await
    }

    async fn log_as_member(
        &self,
        caller: &Caller,
        review: ReviewId,
        facts: Vec<Fact>,
    ) -> Result<(), Problem> {
        let acting = self.acting(caller, review);
        self.write(review, (acting, facts), |tx, (acting, facts)| {
            async move {
                let mut me = Seat::take(tx, acting).await?;
                for fact in facts {
                    me.log(fact).await?;
                }
                Ok(())
            }
            .boxed()
        })
        .await
    }
}

/// The revision a save must have seen: setting aside counts as one.
fn revision(known: &Owned) -> u32 {
    known.statement.revision + u32::from(known.aside)
}

async fn codable(
    tx: &mut Tx<'_>,
    review: ReviewId,
    report: ReportId,
) -> Result<Option<Codable>, store::Error> {
    let all = store::codings::included(tx, review).await?;
    Ok(all.into_iter().find(|codable| codable.report == report))
}

fn own(coders: &[(PersonId, bool)], me: PersonId, may: bool) -> Own {
    match coders.iter().find(|(coder, _)| *coder == me) {
        Some((_, true)) => Own::Finished,
        Some((_, false)) => Own::Begun,
        None if may && coders.len() < CODERS => Own::Open,
        None => Own::NotMine,
    }
}

fn pair_of(coders: &[(PersonId, bool)]) -> Option<[PersonId; 2]> {
    match coders {
        [(a, true), (b, true), ..] => Some([*a, *b]),
        _ => None,
    }
}

fn comparable(coders: &[(PersonId, bool)]) -> bool {
    pair_of(coders).is_some()
}

async fn open_for_coding(
    tx: &mut Tx<'_>,
    review: ReviewId,
    report: ReportId,
    me: PersonId,
) -> Result<(), Halt> {
    codable(tx, review, report).await?.ok_or(Halt::NotFound)?;
    let coders = store::codings::coders(tx, report).await?;
    match own(&coders, me, true) {
        Own::NotMine => Err(Halt::NotFound),
        Own::Finished => Err(Refusal::NotYet {
            what: "this report to be taken up again".into(),
        }
        .into()),
        Own::Open | Own::Begun => Ok(()),
    }
}

async fn answer(
    me: &mut Seat<'_, '_>,
    report: ReportId,
    by: CodedBy,
    coder: PersonId,
    answers: Vec<(FieldId, Option<NonBlank>)>,
) -> Result<(), Halt> {
    let review = me.review();
    let codebook = store::codings::codebook(me.tx(), review)
        .await?
        .ok_or(Halt::NotFound)?;
    let known = store::codings::answers(me.tx(), report, by, coder).await?;
    for (field, answer) in answers {
        let Some(asked) = codebook.field(field) else {
            return Err(Refusal::NotOffered {
                field: "answers".into(),
            }
            .into());
        };
        check_answer(asked, answer.as_ref())?;
        let before = known.iter().find(|(id, _)| *id == field);
        let same = before
            .is_some_and(|(_, before)| before.as_deref() == answer.as_ref().map(NonBlank::as_str));
        if !same {
            me.log(Fact::FieldAnswered {
                report,
                by,
                codebook: codebook.version,
                field,
                answer,
            })
            .await?;
        }
    }
    Ok(())
}

fn check_answer(field: &Field, answer: Option<&NonBlank>) -> Result<(), Refusal> {
    let Some(answer) = answer else { return Ok(()) };
    match &field.kind {
        FieldKind::Text => Ok(()),
        FieldKind::Year => match answer.as_str().parse::<i64>() {
            Ok(1_000..=2_999) => Ok(()),
            _ => Err(Refusal::NotANumber {
                field: field.id.to_string(),
                least: 1_000,
                most: 2_999,
            }),
        },
        FieldKind::OneOf { choices } if choices.contains(answer) => Ok(()),
        FieldKind::OneOf { .. } => Err(Refusal::NotOffered {
            field: field.id.to_string(),
        }),
    }
}

fn consensus_id(statement: StatementId) -> StatementId {
    StatementId::from_uuid(Uuid::new_v5(&statement.uuid(), b"consensus"))
}

/// The statements a step takes over.
fn taken(comparison: &Comparison, take: &Take) -> Result<Vec<Statement>, Problem> {
    let all = || {
        comparison
            .rows
            .iter()
            .flat_map(|row| row.a.iter().chain(row.b.iter()))
    };
    let find = |id: &StatementId| {
        all()
            .find(|statement| statement.id == *id)
            .cloned()
            .ok_or(Problem::NotFound)
    };
    Ok(match take {
        Take::One(id) => vec![find(id)?],
        Take::Both(a, b) => {
            let (mut both, other) = (find(a)?, find(b)?);
            both.frames.extend(other.frames);
            both.themes.extend(other.themes);
            let book = &comparison.codebook;
            both.frames = book
                .frames
                .iter()
                .map(|f| f.id)
                .filter(|id| both.frames.contains(id))
                .collect();
            both.themes = book
                .themes
                .iter()
                .map(|t| t.id)
                .filter(|id| both.themes.contains(id))
                .collect();
            both.mentions = both.mentions.max(other.mentions);
            vec![both]
        }
        Take::Agreed => comparison
            .rows
            .iter()
            .filter(|row| row.agreed)
            .filter_map(|row| row.a.clone())
            .collect(),
    })
}

/// How many reports wait for somebody to code them.
pub(crate) async fn waiting_for(
    tx: &mut Tx<'_>,
    review: ReviewId,
    me: PersonId,
) -> Result<u64, store::Error> {
    let mut waiting = 0;
    for report in store::codings::included(tx, review).await? {
        let coders = store::codings::coders(tx, report.report).await?;
        waiting += u64::from(matches!(own(&coders, me, true), Own::Open | Own::Begun));
    }
    Ok(waiting)
}
