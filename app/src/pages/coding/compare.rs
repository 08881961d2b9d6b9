//! Two codings side by side, and the consensus made of them.

use super::characteristics::{answer_box, answers};
use super::of_report;
use super::statements::{chips, place_and_mentions};
use super::{title, who_when};
use crate::context::Visit;
use crate::document::Page;
use crate::forms::act::{Done, Stop};
use crate::forms::field::whole_form;
use crate::forms::{Fill, Form};
use crate::pages::framed::framed;
use crate::parts::button::{self, Weight};
use crate::words::number::{count, counted};
use domain::coding::{Row, Statement};
use domain::ids::{FrameId, ReviewId};
use leptos::prelude::*;
use service::Problem;
use service::coding::{Comparison, Take};

/// The form that takes statements over.
pub const TAKE: &str = "take";
/// The form that leaves a statement out again.
pub const LEAVE: &str = "leave";
/// The form that settles the fields and finishes the consensus.
pub const SETTLE: &str = "settle";

/// The page.
pub async fn show(visit: Visit) -> Result<Page, Problem> {
    let review = visit.review()?;
    let found = visit
        .house
        .comparison(visit.me()?, review, visit.part("report")?)
        .await?;
    let values: Vec<(String, String)> = found
        .answers
        .iter()
        .map(|(field, answers)| (field.id.to_string(), proposed(answers)))
        .collect();
    let fill = visit.fill(
        SETTLE,
        values
            .iter()
            .map(|(name, value)| (name.as_str(), value.clone())),
    );
    let refusals = [TAKE, LEAVE].map(|form| visit.fill(form, []));
    let crumb = format!("Record {}, side by side", found.report.number);
    let frame = framed(&visit, "coding", Some(crumb), false).await?;
    Ok(Page::new("Side by side", move || {
        view(review, &found, &fill, &refusals)
    })
    .within(frame))
}

/// The consensus answer; before there is one, what both coders say.
fn proposed([a, b, consensus]: &[Option<String>; 3]) -> String {
    match (consensus, a, b) {
        (Some(consensus), ..) => consensus.clone(),
        (None, Some(a), Some(b)) if a == b => a.clone(),
        _ => String::new(),
    }
}

fn view(
    review: ReviewId,
    found: &Comparison,
    fill: &Fill,
    refusals: &[Fill; 2],
) -> impl IntoView + use<> {
    let open = found.rows.iter().filter(|row| found.taken(row).is_none());
    let differ = open.clone().filter(|row| !row.agreed).count() as u64;
    let agreed = open.filter(|row| row.agreed).count() as u64;
    let heading = match (found.settled, differ, agreed) {
        (true, ..) => "The consensus is finished".to_owned(),
        (false, 0, 0) => "Everything is in the consensus".to_owned(),
        (false, 0, n) => format!(
            "{} to take over",
            counted(n, "agreed statement", "agreed statements")
        ),
        (false, n, _) => format!(
            "{} not in the consensus",
            counted(n, "difference is", "differences are")
        ),
    };
    let all = (found.may && agreed > 0).then(|| {
        let act = of_report(review, found.report.report, "compare/take");
        let words = format!("Take the {} on which both agree", count(agreed));
        view! {
            <form method="post" action=act>
                <button class="button button-primary" name="take" value="agreed">{words}</button>
            </form>
        }
    });
    let groups = groups(review, found);
    let [a, b] = &found.coders;
    let coders = format!("Coder A is {a}, coder B is {b}.");
    view! {
        <div class="page">
            <div class="page-head">
                <div>
                    <h1>{heading}</h1>
                    <p class="lead-in" dir="auto">{title(&found.report.title, found.report.number)}</p>
                    <p class="quiet" dir="auto">
                        {who_when(&found.report.authors, found.report.year)} ". " {coders}
                        " What you take becomes the consensus; both codings stay as they are."
                    </p>
                </div>
                <div class="buttons">{all}</div>
            </div>
            {refusals.each_ref().map(whole_form).collect_view()}
            {groups}
            {settling(review, found, fill)}
        </div>
    }
}

/// The pairs under the first heading of either statement.
fn groups(review: ReviewId, found: &Comparison) -> Vec<AnyView> {
    let first = |row: &Row| {
        let either = row.a.as_ref().or(row.b.as_ref());
        either.and_then(|statement| statement.frames.first().copied())
    };
    let known = |id: FrameId| found.codebook.frame(id).is_some();
    let mut groups: Vec<(String, Vec<&Row>)> = found
        .codebook
        .frames
        .iter()
        .map(|frame| {
            let rows = found.rows.iter().filter(|row| first(row) == Some(frame.id));
            (frame.name.to_string(), rows.collect())
        })
        .collect();
    let older = found
        .rows
        .iter()
        .filter(|row| first(row).is_none_or(|id| !known(id)));
    groups.push((
        "Under headings of an older codebook".to_owned(),
        older.collect(),
    ));
    groups
        .into_iter()
        .filter(|(_, rows)| !rows.is_empty())
        .map(|(name, rows)| group(review, found, name, &rows))
        .collect()
}

fn group(review: ReviewId, found: &Comparison, name: String, rows: &[&Row]) -> AnyView {
    let (agreed, differing): (Vec<&Row>, Vec<&Row>) = rows.iter().partition(|row| row.agreed);
    let counts = format!(
        "{} differ, {} agreed",
        count(differing.len() as u64),
        count(agreed.len() as u64)
    );
    let pairs = differing
        .iter()
        .map(|row| pair(review, found, row))
        .collect_view();
    let folded = (!agreed.is_empty()).then(|| {
        let n = agreed.len() as u64;
        let items = agreed
            .iter()
            .map(|row| pair(review, found, row))
            .collect_view();
        let words = format!(
            "{} on which both agree",
            counted(n, "statement", "statements")
        );
        view! { <details class="agreed"><summary>{words}</summary> {items}</details> }
    });
    view! {
        <section class="section">
            <div class="section-head"><h2 dir="auto">{name}</h2> <span>{counts}</span></div>
            {pairs}
            {folded}
        </section>
    }
    .into_any()
}

fn pair(review: ReviewId, found: &Comparison, row: &Row) -> AnyView {
    let taken = found.taken(row);
    let below = if taken.is_some() {
        "compare/leave"
    } else {
        "compare/take"
    };
    let act = of_report(review, found.report.report, below);
    let other = match (&row.a, &row.b) {
        (Some(a), Some(b)) => a.frames != b.frames,
        _ => false,
    };
    let headings = |one: &Statement| {
        let names = one.frames.iter().filter_map(|id| found.codebook.frame(*id));
        let names: Vec<String> = names.map(|frame| frame.name.to_string()).collect();
        other.then(|| format!("{} · ", names.join(", ")))
    };
    let side = |letter: &'static str, statement: Option<&Statement>| match statement {
        None => view! {
            <div>
                <h3>{format!("Coder {letter}")} <span></span></h3>
                <p class="absent">"Nothing here."</p>
            </div>
        }
        .into_any(),
        Some(one) => {
            let memo = one
                .memo
                .as_ref()
                .map(|memo| view! { <p class="quiet" dir="auto">{memo.to_string()}</p> });
            view! {
                <div>
                    <h3>
                        {format!("Coder {letter}")}
                        <span dir="auto">{headings(one)} {place_and_mentions(one)}</span>
                    </h3>
                    <p dir="auto">{one.text.to_string()}</p>
                    {memo}
                    <div class="statement-foot">{chips(&found.codebook, one)}</div>
                </div>
            }
            .into_any()
        }
    };
    view! {
        <form class="pair" method="post" action=act>
            {side("A", row.a.as_ref())}
            {side("B", row.b.as_ref())}
            <div class="pair-foot">
                <span class="quiet">{note(row, taken.is_some())}</span>
                {found.may.then(|| steps(row, taken))}
            </div>
        </form>
    }
    .into_any()
}

fn note(row: &Row, taken: bool) -> &'static str {
    match (taken, &row.a, &row.b) {
        (true, ..) => "In the consensus",
        (false, Some(_), None) => "Only A has it",
        (false, None, Some(_)) => "Only B has it",
        (false, Some(a), Some(b)) if row.agreed && a.text == b.text => "Both have it",
        (false, ..) if row.agreed => "Both have it, in other words",
        (false, Some(a), Some(b)) if a.frames != b.frames => "Other headings",
        (false, ..) => "Other themes",
    }
}

fn steps(row: &Row, taken: Option<&Statement>) -> AnyView {
    if let Some(one) = taken {
        return view! {
            <input type="hidden" name="statement" value=one.id.to_string()/>
            {button::send(Weight::Small, "Leave it out again")}
        }
        .into_any();
    }
    let id = |name: &'static str, statement: &Option<Statement>| {
        statement
            .as_ref()
            .map(|one| view! { <input type="hidden" name=name value=one.id.to_string()/> })
    };
    let take = |value: &'static str, words: &'static str| {
        button::send_as(Weight::Small, "take", value, words)
    };
    view! {
        {id("a", &row.a)}
        {id("b", &row.b)}
        {row.a.is_some().then(|| take("a", "Take A"))}
        {row.b.is_some().then(|| take("b", "Take B"))}
        {(row.a.is_some() && row.b.is_some()).then(|| take("both", "Take both as one"))}
    }
    .into_any()
}

/// The characteristics of both, and the consensus to be settled.
fn settling(review: ReviewId, found: &Comparison, fill: &Fill) -> impl IntoView + use<> {
    let rows = found
        .answers
        .iter()
        .map(|(field, [a, b, _])| {
            let said = |answer: &Option<String>| {
                answer.clone().unwrap_or_else(|| "not answered".to_owned())
            };
            view! {
                <tr>
                    <th scope="row" dir="auto">{field.name.to_string()}</th>
                    <td data-label="A" dir="auto">{said(a)}</td>
                    <td data-label="B" dir="auto">{said(b)}</td>
                    <td class="wide">{answer_box(field, fill, !found.may, true)}</td>
                </tr>
            }
        })
        .collect_view();
    let statements = counted(found.consensus.len() as u64, "statement", "statements");
    let words = if found.settled {
        "Save the consensus"
    } else {
        "Finish the consensus"
    };
    let send = found.may.then(
        || view! { <div class="buttons section">{button::send(Weight::Normal, words)}</div> },
    );
    let act = of_report(review, found.report.report, "compare/settle");
    view! {
        <section class="section">
            <div class="section-head">
                <h2>"About this report"</h2>
                <span>{format!("{statements} in the consensus")}</span>
            </div>
            <form method="post" action=act>
                {whole_form(fill)}
                <div class="table-wrap">
                    <table class="table table-middle">
                        <thead>
                            <tr>
                                <th scope="col">"Field"</th>
                                <th scope="col">"Coder A"</th>
                                <th scope="col">"Coder B"</th>
                                <th scope="col">"Consensus"</th>
                            </tr>
                        </thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
                {send}
            </form>
        </section>
    }
}

fn back(visit: &Visit) -> Result<Done, Stop> {
    let to = of_report(visit.review()?, visit.part("report")?, "compare");
    Ok(Done::To(to))
}

/// Takes statements over.
pub async fn take(visit: Visit, form: Form) -> Result<Done, Stop> {
    let id = |name| form.parse(name).ok_or(Problem::NotFound);
    let take = match form.text("take") {
        "a" => Take::One(id("a")?),
        "b" => Take::One(id("b")?),
        "both" => Take::Both(id("a")?, id("b")?),
        "agreed" => Take::Agreed,
        _ => return Err(Problem::NotFound.into()),
    };
    visit
        .house
        .take_into_consensus(visit.me()?, visit.review()?, visit.part("report")?, take)
        .await?;
    back(&visit)
}

/// Leaves a statement of the consensus out again.
pub async fn leave(visit: Visit, form: Form) -> Result<Done, Stop> {
    let statement = form.parse("statement").ok_or(Problem::NotFound)?;
    visit
        .house
        .leave_out_of_consensus(
            visit.me()?,
            visit.review()?,
            visit.part("report")?,
            statement,
        )
        .await?;
    back(&visit)
}

/// Settles the fields and finishes the consensus.
pub async fn settle(visit: Visit, form: Form) -> Result<Done, Stop> {
    let (me, review) = (visit.me()?, visit.review()?);
    let report = visit.part("report")?;
    let known = visit.house.comparison(me, review, report).await?;
    let answers = answers(&known.codebook, &form)?;
    visit
        .house
        .finish_consensus(me, review, report, answers)
        .await?;
    back(&visit)
}
