//! A list of records as a table, for every page that shows one.

use crate::links;
use crate::parts::reading::plain;
use crate::parts::source::short_name;
use crate::words::number::count;
use domain::ids::ReviewId;
use leptos::prelude::*;
use service::records::Line;

/// The table: number, title with first author and year, journal. On a phone each row is a card.
pub fn lines_table(review: ReviewId, lines: &[Line]) -> AnyView {
    let rows: Vec<AnyView> = lines.iter().map(|line| row(review, line)).collect();
    view! {
        <div class="table-wrap">
            <table class="table table-sticky">
                <thead>
                    <tr>
                        <th scope="col" class="num">"Record"</th>
                        <th scope="col">"Title"</th>
                        <th scope="col">"Journal"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn row(review: ReviewId, line: &Line) -> AnyView {
    let title = match line.title.as_str() {
        "" => "(no title)".to_owned(),
        title => plain(title),
    };
    let name = short_name(&line.authors, line.year);
    view! {
        <tr>
            <td class="num third" data-label="Record">{count(u64::from(line.number))}</td>
            <th scope="row" class="wide">
                <a href=links::record(review, line.number) dir="auto">{title}</a>
                " "
                <small dir="auto">{name}</small>
            </th>
            <td class="second" dir="auto">{line.journal.as_deref().map(plain)}</td>
        </tr>
    }
    .into_any()
}
