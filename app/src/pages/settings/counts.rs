//! Declared numbers: what a team knows only as a number, for the flow.

use super::beside;
use crate::context::Visit;
use crate::document::Page;
use crate::forms::act::{Checks, Done, Stop};
use crate::forms::field::{Field, whole_form};
use crate::forms::{Fill, Form};
use crate::links;
use crate::pages::framed::framed;
use crate::parts::button::{self, Weight};
use crate::words::number::count;
use domain::ids::{DeclaredId, ReviewId};
use domain::log::DeclaredBox;
use domain::refusal::Refusal;
use domain::text::NonBlank;
use leptos::prelude::*;
use service::Problem;
use service::protocol::Declared;

/// The form that declares a number.
pub const DECLARE: &str = "declare";
/// The form that withdraws one.
pub const WITHDRAW: &str = "withdraw-count";

/// The largest number anybody may declare.
const MOST: u64 = 10_000_000;

const fn box_words(within: DeclaredBox) -> &'static str {
    match within {
        DeclaredBox::Duplicates => "Duplicates removed before the import",
        DeclaredBox::Automation => "Marked as ineligible by automation tools",
        DeclaredBox::OtherRemoved => "Removed for other reasons",
    }
}

/// The page.
pub async fn show(visit: Visit) -> Result<Page, Problem> {
    let (me, review) = (visit.me()?, visit.review()?);
    let declared = visit.house.settings(me, review).await?.declared;
    let fill = visit.fill(DECLARE, [("within", DeclaredBox::Duplicates.code().into())]);
    let frame = framed(&visit, "settings", Some("Declared numbers".into()), false).await?;
    Ok(Page::new("Declared numbers", move || view(review, &declared, &fill)).within(frame))
}

fn view(review: ReviewId, declared: &[Declared], fill: &Fill) -> AnyView {
    let boxes = DeclaredBox::ALL.map(|within| (within.code(), box_words(within)));
    let number = Field::new(fill, "n", "Number").kind("number");
    let source = Field::new(fill, "source", "About which source")
        .help("Such as “Embase”, or “all databases”.");
    let why = Field::new(fill, "why", "Why there is only a number").help(
        "Such as “removed in the reference manager before the import”. It becomes the footnote.",
    );
    let content = view! {
        {list(review, declared)}
        <form method="post" action=links::in_review(review, "settings/counts")>
            <section class="section">
                <div class="section-head"><h2>"Declare a number"</h2></div>
                {whole_form(fill)}
                {Field::new(fill, "within", "In which box of the flow").choice(boxes)}
                {number.line()}
                {source.line()}
                {why.line()}
                <div class="buttons">{button::send(Weight::Primary, "Declare it")}</div>
            </section>
        </form>
    }
    .into_any();
    beside(
        review,
        "settings/counts",
        "Declared numbers".into(),
        "For what was done before the import and is known only as a number. It enters its box of the flow with a footnote and never hides a number that Concord counted."
            .into(),
        content,
    )
}

fn list(review: ReviewId, declared: &[Declared]) -> AnyView {
    if declared.is_empty() {
        return view! { <p class="quiet">"Nothing is declared. Most reviews need nothing here."</p> }
            .into_any();
    }
    let rows = declared
        .iter()
        .map(|declared| {
            let action = links::in_review(review, "settings/counts/withdraw");
            let about = format!("{}, {}", declared.source, count(declared.n));
            view! {
                <tr>
                    <th scope="row">{box_words(declared.within)}</th>
                    <td class="num" data-word="records">{count(declared.n)}</td>
                    <td class="wide" dir="auto">{declared.source.clone()}</td>
                    <td class="wide" dir="auto">{declared.why.clone()}</td>
                    <td class="num">
                        <form method="post" action=action>
                            <input type="hidden" name="count" value=declared.id.to_string()/>
                            <button class="button-link">
                                "Withdraw" <span class="unseen">" " {about}</span>
                            </button>
                        </form>
                    </td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <div class="table-wrap">
            <table class="table">
                <thead>
                    <tr>
                        <th scope="col">"Box of the flow"</th>
                        <th scope="col" class="num">"Number"</th>
                        <th scope="col">"Source"</th>
                        <th scope="col">"Why"</th>
                        <th scope="col"><span class="unseen">"Withdraw"</span></th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// Declares a number.
pub async fn declare(visit: Visit, form: Form) -> Result<Done, Stop> {
    let mut checks = Checks::new();
    let within = DeclaredBox::from_code(form.text("within")).ok_or_else(|| Refusal::NotOffered {
        field: "within".into(),
    });
    let within = checks.take("within", within);
    let n = checks.take("n", number(form.text("n")));
    let source = checks.take("source", NonBlank::parse("source", form.text("source")));
    let why = checks.take("why", NonBlank::parse("why", form.text("why")));
    let (Some(within), Some(n), Some(source), Some(why)) = (within, n, source, why) else {
        return Err(checks.stop());
    };
    let review = visit.review()?;
    visit
        .house
        .declare_count(visit.me()?, review, within, n, source, why)
        .await?;
    Ok(Done::To(links::in_review(review, "settings/counts")))
}

fn number(text: &str) -> Result<u64, Refusal> {
    let digits = text.trim().replace([',', ' '], "");
    let n = digits.parse().ok().filter(|n| (1..=MOST).contains(n));
    n.ok_or_else(|| Refusal::NotANumber {
        field: "n".into(),
        least: 1,
        most: MOST as i64,
    })
}

/// Withdraws a number.
pub async fn withdraw(visit: Visit, form: Form) -> Result<Done, Stop> {
    let review = visit.review()?;
    let id: DeclaredId = form.parse("count").ok_or(Problem::NotFound)?;
    visit.house.withdraw_count(visit.me()?, review, id).await?;
    Ok(Done::To(links::in_review(review, "settings/counts")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_people_write_them() {
        assert_eq!(number(" 1,220 "), Ok(1_220));
        for bad in ["", "0", "-3", "1.5", "many", "99999999999"] {
            assert!(number(bad).is_err(), "{bad}");
        }
    }
}
