//! The records behind a number of the agreement.

use crate::links;
use crate::parts::verdict::{Sign, badge};
use crate::words::number::{count, counted};
use domain::ids::ReviewId;
use domain::screening::Verdict;
use leptos::prelude::*;
use service::agreement::{Pick, Picked};

/// The list below the tables.
pub fn view(review: ReviewId, pick: Option<Pick>, picked: &Picked) -> impl IntoView + use<> {
    let heading = match pick {
        Some(Pick::Cell(_, [a, b])) => {
            format!("Records: {} and {}", word(a), word(b))
        }
        _ => "Records on which not all said the same".to_owned(),
    };
    let rows = picked
        .records
        .iter()
        .map(|(number, title, said)| {
            let to = links::in_review(review, &format!("records/{number}"));
            let said = said
                .iter()
                .map(|(name, verdict)| {
                    view! { <span dir="auto">{name.clone()}</span> " " {badge(sign(*verdict))} <br/> }
                })
                .collect_view();
            view! {
                <tr>
                    <th scope="row">
                        <a href=to dir="auto">{title.clone()}</a>
                        <br/>
                        <small class="third">{format!("Record {}", count(u64::from(*number)))}</small>
                    </th>
                    <td class="wide">{said}</td>
                </tr>
            }
        })
        .collect_view();
    let unresolved = (picked.unresolved > 0).then(|| {
        let to = links::in_review(review, "disagreements");
        view! {
            <p class="note">
                {counted(picked.unresolved, "more waits", "more wait")}
                " to be resolved. Until then nobody is named: look at them among the "
                <a href=to>"disagreements"</a> "."
            </p>
        }
    });
    let more = (picked.more > 0)
        .then(|| view! { <p class="quiet">{count(picked.more)} " more are not shown here."</p> });
    view! {
        <section class="section" id="listed">
            <h2>{heading}</h2>
            {unresolved}
            <div class="table-wrap"><table class="table"><tbody>{rows}</tbody></table></div>
            {more}
        </section>
    }
}

const fn sign(verdict: Verdict) -> Sign {
    match verdict {
        Verdict::Include => Sign::Include,
        Verdict::Unsure => Sign::Maybe,
        Verdict::Exclude => Sign::Exclude,
    }
}

fn word(verdict: Verdict) -> String {
    sign(verdict).word().to_lowercase()
}
