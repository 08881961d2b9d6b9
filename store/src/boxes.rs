//! The lists behind the numbers of the flow.

use crate::engine::{Tx, on};
use crate::error::Error;
use crate::pieces::Pieces;
use crate::records::{Line, LineRow, line_of};
use domain::blinding::Veiled;
use domain::flow::{BoxList, Column, Step};
use domain::ids::ReviewId;

/// Every record with its column, its hits in both columns, and where it stands.
const STOOD: &str = "select r.record_id, r.number, r.title, r.authors, r.year, r.journal
    from counted_record r
    join (select h.record_id,
        max(case when h.kind in ('database', 'register') then 1 else 0 end) as in_database,
        sum(case when h.kind in ('database', 'register') then 1 else 0 end) as database_hits,
        sum(case when h.kind in ('database', 'register') then 0 else 1 end) as other_hits
      from counted_hit h where h.review_id = ";

/// See [`STOOD`]; between the two stands the review's id.
const WHERE: &str = " group by h.record_id) c on c.record_id = r.record_id
    join work t on t.record_id = r.record_id and t.stage = 'title_abstract'
    left join report p on p.record_id = r.record_id
    left join work f on f.record_id = r.record_id and f.stage = 'full_text'
    where r.review_id = ";

/// Gone forward, as things stand or before the record was opened again.
const SOUGHT: &str = "(t.outcome = 'include' or (t.outcome is null and p.report_id is not null))";

/// Which records belong to a step.
const fn condition(step: &Step) -> &'static str {
    match step {
        Step::Identified(_) => {
            "exists (select 1 from counted_hit k where k.record_id = r.record_id and k.kind = "
        }
        Step::Duplicates => {
            "((c.in_database = 1 and c.database_hits > 1)
              or (c.in_database = 0 and c.other_hits > 1))"
        }
        Step::KnownFromDatabases => "c.in_database = 1 and c.other_hits > 0",
        Step::Screened => "1 = 1",
        Step::ToScreen => "t.outcome is null and p.report_id is null",
        Step::Reopened => "t.outcome is null and p.report_id is not null",
        Step::Excluded => "t.outcome = 'exclude'",
        Step::Sought => "1 = 1 and ",
        Step::ToRetrieve => "coalesce(p.state, 'to_seek') in ('to_seek', 'requested') and ",
        Step::NotRetrieved => "p.state = 'not_retrieved' and ",
        Step::Assessed => "p.state = 'retrieved' and ",
        Step::ToAssess => "p.state = 'retrieved' and f.outcome is null and ",
        Step::Unassessed => {
            "p.state = 'retrieved' and coalesce(f.standing, 'waiting') = 'waiting' and "
        }
        Step::Disagreements => {
            "p.state = 'retrieved' and f.outcome is null and f.standing <> 'waiting' and "
        }
        Step::Reason(_) | Step::ReasonOpen => {
            "p.state = 'retrieved' and f.outcome = 'exclude' and "
        }
        Step::Awaiting => "p.state = 'retrieved' and f.outcome = 'awaiting' and ",
        Step::Ongoing => "p.state = 'retrieved' and f.outcome = 'ongoing' and ",
        Step::Included => "p.state = 'retrieved' and f.outcome = 'include' and ",
    }
}

/// The records behind a number, by their number, after a number. Veiled, since most lists tell what
/// was decided.
pub async fn records(
    tx: &mut Tx<'_>,
    review: ReviewId,
    list: &BoxList,
    after: u32,
    most: i64,
) -> Result<Veiled<Vec<Line>>, Error> {
    let rows = on!(tx, c => {
        let mut query = Pieces::of(STOOD);
        query.bind(review.uuid());
        query.push(WHERE);
        query.bind(review.uuid());
        query.push(" and r.number > ");
        query.bind(i64::from(after));
        query.push(" and ");
        query.push(condition(&list.step));
        match list.step {
            Step::Identified(kind) => {
                query.bind(kind.code());
                query.push(")");
            }
            Step::Duplicates | Step::KnownFromDatabases | Step::Screened | Step::ToScreen
            | Step::Reopened | Step::Excluded => {}
            Step::Reason(reason) => {
                query.push(SOUGHT);
                query.push(" and f.reason = ");
                query.bind(reason.uuid());
            }
            Step::ReasonOpen => {
                query.push(SOUGHT);
                query.push(" and f.reason is null");
            }
            _ => {
                query.push(SOUGHT);
            }
        }
        match list.column {
            None => {}
            Some(Column::Databases) => {
                query.push(" and c.in_database = 1");
            }
            Some(Column::Other) => {
                query.push(" and c.in_database = 0");
            }
        }
        query.push(" order by r.number limit ");
        query.bind(most);
        query.rows::<LineRow>().fetch_all(c).await
    })?;
    Ok(Veiled::new(rows.into_iter().map(line_of).collect()))
}
