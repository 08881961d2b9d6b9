//! The rounds of a stage, for leads: what is open, how far it is, and what can be done next.

use super::{crumb, link, page, stage};
use crate::context::Visit;
use crate::document::Page;
use crate::forms::Fill;
use crate::forms::field::{Field, whole_form};
use crate::links;
use crate::pages::framed::framed;
use crate::pages::screen::round_acts::{LIFT, MAIN, PILOT, SHOW, SIGN_OFF};
use crate::parts::button::{self, Weight};
use crate::parts::time::day;
use crate::words::number::{count, counted};
use domain::ids::ReviewId;
use domain::protocol::Readers;
use domain::screening::Round;
use domain::time::Timestamp;
use leptos::prelude::*;
use service::Problem;
use service::screening::{RoundView, StageView};

/// A pilot of this many records, unless a lead says otherwise or there are fewer.
const PILOT_SIZE: u64 = 50;

struct Shown {
    review: ReviewId,
    at: String,
    stage: StageView,
    now: Timestamp,
    pilot: Fill,
    main: Fill,
    others: Vec<Fill>,
}

/// The page.
pub async fn show(visit: Visit) -> Result<Page, Problem> {
    let (me, review, at) = (visit.me()?, visit.review()?, stage(&visit));
    let stage = visit.house.stage(me, review, at).await?;
    if !stage.leads {
        return Err(Problem::NotFound);
    }
    let frame = framed(&visit, page(at), Some("Rounds".into()), false).await?;
    let size = PILOT_SIZE.min(stage.records.max(1));
    let shown = Shown {
        review,
        at: link(&visit, "/rounds")?,
        stage,
        now: visit.house.now(),
        pilot: visit.fill(PILOT, [("size", size.to_string())]),
        main: visit.fill(MAIN, []),
        others: [SIGN_OFF, SHOW, LIFT]
            .into_iter()
            .map(|form| visit.fill(form, []))
            .collect(),
    };
    let title = format!("Rounds of {}", crumb(at).to_lowercase());
    Ok(Page::new(title.clone(), move || view(title, shown)).within(frame))
}

fn view(title: String, shown: Shown) -> impl IntoView {
    let stage = &shown.stage;
    let people = counted(u64::from(stage.screeners), "person takes", "people take");
    let readers = match stage.policy.readers {
        Readers::One => "One person reads each record.",
        Readers::Two => "Two people read each record, blind to each other.",
        Readers::Everyone => "Everyone who takes part reads each record, blind to the others.",
    };
    let refused = shown.others.iter().map(whole_form).collect_view();
    view! {
        <div class="page">
            <div class="page-head">
                <div>
                    <h1>{title}</h1>
                    <p class="lead-in">{format!("{readers} {people} part.")}</p>
                </div>
            </div>
            {refused}
            {table(&shown)}
            {next(&shown)}
            {sight(&shown)}
        </div>
    }
}

fn table(shown: &Shown) -> AnyView {
    if shown.stage.rounds.is_empty() {
        return view! {
            <p class="note">
                "No round is open yet. A pilot lets everybody decide on the same small sample first; where they differ, the criteria are often not clear enough."
            </p>
        }
        .into_any();
    }
    let rows = shown
        .stage
        .rounds
        .iter()
        .map(|round| row(shown, round).into_any())
        .collect_view();
    view! {
        <div class="table-wrap" data-live="rounds">
            <table class="table">
                <thead>
                    <tr>
                        <th scope="col">"Round"</th>
                        <th scope="col" class="num">"Records"</th>
                        <th scope="col" class="num">"Complete"</th>
                        <th scope="col" class="num">"Open disagreements"</th>
                        <th scope="col">"Opened"</th>
                        <th scope="col">"Signed off"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// What a round is called.
fn name(round: Round) -> String {
    match round {
        Round::MAIN => "Main".into(),
        Round(n) => format!("Pilot {n}"),
    }
}

fn row(shown: &Shown, round: &RoundView) -> impl IntoView + use<> {
    let complete = round.records.saturating_sub(round.waiting);
    let cases = match round.disagreements {
        None => view! { <span class="second">"kept back"</span> }.into_any(),
        Some(0) => "0".into_any(),
        Some(n) => {
            let to = format!("disagreements?stage={}", shown.stage.stage.code());
            view! { <a href=links::in_review(shown.review, &to)>{count(n)}</a> }.into_any()
        }
    };
    let waiver = round.row.waiver.clone().map(|why| {
        view! { " " <small class="second">"without a pilot: " {why}</small> }
    });
    let closed = match round.row.closed_at {
        Some(at) => day(shown.now, at).into_any(),
        None if round.row.round.is_pilot() => sign_off(shown, round).into_any(),
        None => "open".into_any(),
    };
    view! {
        <tr>
            <th scope="row">{name(round.row.round)} {waiver}</th>
            <td class="num" data-word="records">{count(round.records)}</td>
            <td class="num" data-word="complete">{count(complete)}</td>
            <td class="num" data-word="open disagreements">{cases}</td>
            <td data-label="Opened">{day(shown.now, round.row.opened_at)}</td>
            <td>{closed}</td>
        </tr>
    }
}

fn sign_off(shown: &Shown, round: &RoundView) -> impl IntoView + use<> {
    let number = round.row.round.0.to_string();
    let what = format!(
        "{} stay as they are, and everybody who may see decisions sees those of this round. It needs all decisions, and every disagreement resolved. Then another pilot, or the main round, can be opened.",
        counted(round.records, "record", "records")
    );
    ask(
        "sign-off",
        "Sign off",
        what,
        format!("{}/sign-off", shown.at),
        view! { <input type="hidden" name="round" value=number/> }.into_any(),
    )
}

/// A step that says what it will do before it is done.
fn ask(
    id: &'static str,
    verb: &'static str,
    what: String,
    action: String,
    hidden: AnyView,
) -> impl IntoView + use<> {
    let heading = format!("{id}-h");
    let named_by = heading.clone();
    view! {
        <button class="button button-small" type="button" popovertarget=id>{verb}</button>
        <div class="dialog" id=id popover="" role="dialog" aria-labelledby=named_by>
            <header class="dialog-head">
                <h2 id=heading>{verb}</h2>
                <button
                    class="button button-small"
                    type="button"
                    popovertarget=id
                    popovertargetaction="hide"
                >
                    "Close"
                </button>
            </header>
            <form method="post" action=action>
                <div class="dialog-body"><p>{what}</p></div>
                {hidden}
                <div class="dialog-actions">{button::send(Weight::Primary, verb)}</div>
            </form>
        </div>
    }
}

/// The rounds that can be opened now.
fn next(shown: &Shown) -> Option<AnyView> {
    let rounds = &shown.stage.rounds;
    let busy = rounds
        .iter()
        .any(|r| r.row.open || r.row.round == Round::MAIN);
    if busy {
        return None;
    }
    if !shown.stage.has_criteria {
        let to = links::in_review(shown.review, "settings");
        return Some(
            view! {
                <section class="section">
                    <p class="note">
                        <strong>"Criteria come first. "</strong>
                        "A round can be opened when they are published. " <a href=to>"Write them"</a>
                    </p>
                </section>
            }
            .into_any(),
        );
    }
    let first = rounds.is_empty();
    Some(view! { {pilot(shown, first).into_any()} {main_round(shown, first)} }.into_any())
}

fn pilot(shown: &Shown, first: bool) -> impl IntoView + use<> {
    let heading = if first {
        "Start a pilot"
    } else {
        "Another pilot"
    };
    let weight = if first {
        Weight::Primary
    } else {
        Weight::Normal
    };
    let size = Field::new(&shown.pilot, "size", "Records in the sample")
        .kind("number")
        .help("Drawn at random. 50 is usual; more where inclusions are rare.");
    view! {
        <section class="section">
            <div class="section-head"><h2>{heading}</h2></div>
            <form method="post" action=format!("{}/pilot", shown.at)>
                {whole_form(&shown.pilot)}
                <p>
                    "Everybody who takes part decides on every record of the sample, blind. Then you see how far they agree, resolve the disagreements and sharpen the criteria."
                </p>
                {size.line()}
                <div class="buttons">{button::send(weight, "Start a pilot")}</div>
            </form>
        </section>
    }
}

fn main_round(shown: &Shown, first: bool) -> AnyView {
    let action = format!("{}/main", shown.at);
    let records = counted(shown.stage.records, "record", "records");
    if first {
        let why = Field::new(&shown.main, "waiver", "Why without a pilot")
            .help("The log and the methods section will have this sentence.");
        return view! {
            <section class="section">
                <div class="section-head"><h2>"Start without a pilot"</h2></div>
                <form method="post" action=action>
                    {whole_form(&shown.main)}
                    <p>{format!("The main round opens at once, with {records} so far.")}</p>
                    {why.line()}
                    <div class="buttons">{button::send(Weight::Normal, "Start without a pilot")}</div>
                </form>
            </section>
        }
        .into_any();
    }
    view! {
        <section class="section">
            <div class="section-head"><h2>"Start the main round"</h2></div>
            <form method="post" action=action>
                {whole_form(&shown.main)}
                <p>
                    {format!("All records that were in no pilot are given out; {records} in all so far.")}
                </p>
                <div class="buttons">{button::send(Weight::Primary, "Start the main round")}</div>
            </form>
        </section>
    }
    .into_any()
}

/// Who sees what: showing the stage to the team, and lifting one's own blinding.
fn sight(shown: &Shown) -> Option<AnyView> {
    let stage = &shown.stage;
    if stage.rounds.is_empty() {
        return None;
    }
    let release = match stage.released {
        true => view! {
            <li><strong>"This stage is shown to the team."</strong> " Decisions in it are open to everybody who may see decisions."</li>
        }
        .into_any(),
        false => {
            let what = "Decisions of this stage, with reasons and notes, are open at once to everybody who may see decisions, also of records that are not complete. What they decide after that is no longer independent. It cannot be taken back.";
            let step = ask(
                "show",
                "Show to the team",
                what.to_owned(),
                format!("{}/show", shown.at),
                ().into_any(),
            );
            view! {
                <li>
                    <strong>"Everybody who screens is blind."</strong>
                    " Signing a round off shows its decisions; or show all of the stage now. "
                    {step}
                </li>
            }
            .into_any()
        }
    };
    let lift = (stage.blind && stage.takes_part).then(|| {
        let what = "You see all decisions of this stage from now on, and can resolve its disagreements. You no longer decide in it: the records that waited for you go to the others. The log has it, and it cannot be taken back.";
        let step = ask(
            "lift",
            "Lift my blinding",
            what.to_owned(),
            format!("{}/lift", shown.at),
            ().into_any(),
        );
        view! {
            <li>
                <strong>"You lead and screen, so you are blind here too."</strong>
                " Disagreements of this stage are kept back from you. "
                {step}
            </li>
        }
    });
    Some(
        view! {
            <section class="section">
                <div class="section-head"><h2>"Who sees the decisions"</h2></div>
                <ul class="facts">{release} {lift}</ul>
            </section>
        }
        .into_any(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounds_have_names() {
        assert_eq!(name(Round::MAIN), "Main");
        assert_eq!(name(Round(2)), "Pilot 2");
    }
}
