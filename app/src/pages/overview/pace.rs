//! Who decided how much at title and abstract: numbers of decisions, never what they were.

use crate::parts::person::person;
use crate::parts::time::since;
use crate::words::number::count;
use domain::time::Timestamp;
use leptos::prelude::*;
use service::reviews::Pace;

/// The table, for leads; nothing if nobody takes part or nothing was decided yet.
pub fn table(pace: &[Pace], now: Timestamp) -> Option<impl IntoView + use<>> {
    if pace.iter().all(|p| p.decided == 0) {
        return None;
    }
    let rows = pace
        .iter()
        .map(|pace| {
            let week: u64 = pace.days.iter().skip(7).sum();
            let last = match pace.last {
                Some(at) => since(now, at).into_any(),
                None => view! { "not yet" }.into_any(),
            };
            view! {
                <tr>
                    <th scope="row">{person(&pace.name)}</th>
                    <td>{bars(&pace.days)}</td>
                    <td class="num" data-word="in 7 days">{count(week)}</td>
                    <td class="num" data-word="in all">{count(pace.decided)}</td>
                    <td class="num" data-word="left">{count(pace.left)}</td>
                    <td class="num second">{last}</td>
                </tr>
            }
        })
        .collect_view();
    Some(view! {
        <section class="section">
            <div class="section-head"><h2>"Pace, title and abstract"</h2></div>
            <div class="table-wrap">
                <table class="table pace">
                    <thead>
                        <tr>
                            <th scope="col">"Reviewer"</th>
                            <th scope="col">"Last 14 days"</th>
                            <th scope="col" class="num">"Last 7 days"</th>
                            <th scope="col" class="num">"In all"</th>
                            <th scope="col" class="num">"Left"</th>
                            <th scope="col" class="num">"Last decision"</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    })
}

/// A bar for each day, 5 wide, 2 between, 18 high at most, on this person's own scale.
fn bars(days: &[u64; 14]) -> impl IntoView + use<> {
    let most = days.iter().copied().max().unwrap_or(0).max(1);
    let all: u64 = days.iter().sum();
    let bars = days
        .iter()
        .enumerate()
        .filter(|(_, n)| **n > 0)
        .map(|(i, n)| {
            let height = (18 * n).div_ceil(most);
            let (x, y) = ((i * 7).to_string(), (18 - height).to_string());
            view! { <rect class="fill-ink" x=x y=y width="5" height=height.to_string()></rect> }
        })
        .collect_view();
    let label = format!("{} in 14 days", count(all));
    view! { <svg width="96" height="18" role="img" aria-label=label>{bars}</svg> }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_busiest_day_fills_the_height_and_an_idle_one_is_empty() {
        let mut days = [0; 14];
        days[0] = 1;
        days[13] = 90;
        let html = bars(&days).to_html();
        assert_eq!(html.matches("<rect").count(), 2, "{html}");
        assert!(html.contains("x=\"91\" y=\"0\""), "{html}");
        assert!(html.contains("height=\"1\""), "{html}");
        assert!(html.contains("91 in 14 days"), "{html}");
    }
}
