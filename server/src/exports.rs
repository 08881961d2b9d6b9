//! Files people take away: each is made when it is asked for, as the viewer may see it.

use app::context::Visit;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::flow::csv::{self, Options};
use domain::flow::diagram::{Ground, draw};
use domain::text::NonBlank;
use formats::write::{self, CsvRow, Spreadsheet, ris, table};
use serde_json::json;
use service::Problem;
use service::exporting::{DecisionOut, Filter, RecordOut};

const CSV: &str = "text/csv; charset=utf-8";

/// A file ready to be sent.
struct File {
    name: String,
    kind: &'static str,
    bytes: Vec<u8>,
}

/// The flow as a picture of its own, light colours inside.
pub async fn flow_svg(visit: Visit) -> Response {
    send(async {
        let view = visit.house.flow(visit.me()?, visit.review()?).await?;
        let svg = draw(&view.flow, Ground::Standalone, |_| None);
        Ok(file("flow.svg", "image/svg+xml", svg))
    })
    .await
}

/// An entry of a record, byte for byte as its file has it.
pub async fn entry_as_it_came(visit: Visit) -> Response {
    send(async {
        let (number, hit) = (visit.part("number")?, visit.part("hit")?);
        let bytes = visit
            .house
            .hit_as_it_came(visit.me()?, visit.review()?, number, hit)
            .await?;
        let name = format!("record-{number}.txt");
        // In what letters is not known: a browser that saves it does not need to.
        Ok(file(&name, "text/plain", bytes))
    })
    .await
}

/// The flow as data.
pub async fn flow_json(visit: Visit) -> Response {
    send(async {
        let view = visit.house.flow(visit.me()?, visit.review()?).await?;
        let json = serde_json::to_string_pretty(&view.flow).map_err(|e| Problem::internal(&e))?;
        Ok(file("flow.json", "application/json", json + "\n"))
    })
    .await
}

/// The flow as the PRISMA2020 package reads it.
pub async fn flow_csv(visit: Visit) -> Response {
    send(async {
        let view = visit.house.flow(visit.me()?, visit.review()?).await?;
        let csv = csv::write(&view.flow, Options::default());
        Ok(file("flow.csv", CSV, csv))
    })
    .await
}

/// The independent decisions behind the agreement, one in each row.
pub async fn ratings_csv(visit: Visit) -> Response {
    send(async {
        let ratings = visit.house.ratings(visit.me()?, visit.review()?).await?;
        let rows = ratings.into_iter().map(|rating| {
            [
                rating.stage.code().to_owned(),
                rating.round.0.to_string(),
                rating.number.to_string(),
                rating.rater,
                rating.verdict.code().to_owned(),
            ]
        });
        let csv = rows_of(["stage", "round", "record", "reviewer", "verdict"], rows)?;
        Ok(file("ratings.csv", CSV, csv))
    })
    .await
}

/// Every coefficient of the rounds the viewer may see.
pub async fn agreement_json(visit: Visit) -> Response {
    send(async {
        let rounds = visit.house.agreement(visit.me()?, visit.review()?).await?;
        let rounds: Vec<_> = rounds
            .into_iter()
            .map(|round| {
                let found = round.found.map(|found| {
                    json!({
                        "records": found.records,
                        "compared": found.compared,
                        "unanimous": found.unanimous,
                        "maybe_goes_forward": found.joined,
                        "figures": found.headline,
                        "verdicts_apart": found.apart,
                    })
                });
                json!({
                    "stage": round.stage.code(),
                    "round": round.round.0,
                    "open": round.open,
                    "kept_back": found.is_none(),
                    "agreement": found,
                })
            })
            .collect();
        let json = serde_json::to_string_pretty(&rounds).map_err(|e| Problem::internal(&e))?;
        Ok(file("agreement.json", "application/json", json + "\n"))
    })
    .await
}

/// The records a filter leaves, for reference managers.
pub async fn records_ris(visit: Visit) -> Response {
    send(async {
        let records = records(&visit).await?;
        let mut bytes = Vec::new();
        ris(&mut bytes, records.iter().map(|record| &record.citation))
            .map_err(|e| Problem::internal(&e))?;
        Ok(file(
            "records.ris",
            "application/x-research-info-systems",
            bytes,
        ))
    })
    .await
}

/// The records a filter leaves, for spreadsheet programs.
pub async fn records_csv(visit: Visit) -> Response {
    send(async {
        let records = records(&visit).await?;
        let rows = records.iter().map(|record| CsvRow {
            own: vec![record.number.to_string(), record.sources.join("; ")],
            citation: &record.citation,
        });
        let mut bytes = Vec::new();
        write::csv(&mut bytes, &["record", "sources"], rows, Spreadsheet::Safe)
            .map_err(|e| Problem::internal(&e))?;
        Ok(file("records.csv", CSV, bytes))
    })
    .await
}

/// The records of the query: `find` words, a `source`, a list of the flow as `box`.
async fn records(visit: &Visit) -> Result<Vec<RecordOut>, Problem> {
    let typed = |name| {
        visit
            .query
            .get(name)
            .filter(|value| !value.trim().is_empty())
    };
    let list = match typed("box") {
        Some(list) => Some(list.parse().map_err(|_| Problem::NotFound)?),
        None => None,
    };
    let filter = Filter {
        words: typed("find").map(str::to_owned),
        source: typed("source").map(str::to_owned),
        ..Filter::default()
    };
    let me = visit.me()?;
    let records = visit
        .house
        .records_out(me, visit.review()?, filter, list)
        .await?;
    records.ok_or(Problem::NotFound)
}

/// Every decision the viewer may see, taken back ones too.
pub async fn decisions_csv(visit: Visit) -> Response {
    send(async {
        let decisions = visit
            .house
            .decisions_out(visit.me()?, visit.review()?)
            .await?;
        let yes = |is: bool| if is { "yes" } else { "" }.to_owned();
        let rows = decisions.into_iter().map(|decision| {
            let DecisionOut { row, .. } = decision;
            [
                decision.stage.code().to_owned(),
                row.round.to_string(),
                row.number.to_string(),
                row.title,
                decision.reviewer,
                decision.at.map(|at| at.iso()).unwrap_or_default(),
                row.ruling.verdict().code().to_owned(),
                decision.primary.unwrap_or_default(),
                decision.reasons.join("; "),
                row.note.unwrap_or_default(),
                row.criteria.to_string(),
                yes(row.additional),
                yes(row.void),
            ]
        });
        let head = [
            "stage",
            "round",
            "record",
            "title",
            "reviewer",
            "at",
            "verdict",
            "reason",
            "reasons",
            "note",
            "criteria_version",
            "additional",
            "taken_back",
        ];
        Ok(file("decisions.csv", CSV, rows_of(head, rows)?))
    })
    .await
}

/// The statements the viewer may see, one in each row.
pub async fn statements_csv(visit: Visit) -> Response {
    send(async {
        let statements = visit
            .house
            .statements_out(visit.me()?, visit.review()?)
            .await?;
        let rows = statements.into_iter().map(|out| {
            let one = out.statement;
            let text =
                |value: Option<NonBlank>| value.map(|text| text.to_string()).unwrap_or_default();
            [
                out.number.to_string(),
                out.title,
                out.coder.unwrap_or_else(|| "consensus".to_owned()),
                out.headings.join("; "),
                one.text.to_string(),
                out.themes.join("; "),
                text(one.page),
                one.mentions.to_string(),
                text(one.memo),
            ]
        });
        let head = [
            "record",
            "title",
            "coder",
            "headings",
            "statement",
            "themes",
            "page",
            "mentions",
            "memo",
        ];
        Ok(file("statements.csv", CSV, rows_of(head, rows)?))
    })
    .await
}

fn file(name: &str, kind: &'static str, bytes: impl Into<Vec<u8>>) -> File {
    File {
        name: name.to_owned(),
        kind,
        bytes: bytes.into(),
    }
}

/// A table for spreadsheet programs.
fn rows_of<const N: usize>(
    head: [&str; N],
    rows: impl IntoIterator<Item = [String; N]>,
) -> Result<Vec<u8>, Problem> {
    let mut bytes = Vec::new();
    table(&mut bytes, &head, rows, Spreadsheet::Safe).map_err(|e| Problem::internal(&e))?;
    Ok(bytes)
}

/// Sends a file to be saved; what cannot be made is answered by its status alone.
async fn send(made: impl Future<Output = Result<File, Problem>>) -> Response {
    let file = match made.await {
        Ok(file) => file,
        Err(problem) => return status(&problem).into_response(),
    };
    let disposition = format!("attachment; filename=\"{}\"", file.name);
    let mut response = file.bytes.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(file.kind));
    if let Ok(disposition) = HeaderValue::from_str(&disposition) {
        headers.insert(header::CONTENT_DISPOSITION, disposition);
    }
    response
}

fn status(problem: &Problem) -> StatusCode {
    match problem {
        Problem::Refused(_) => StatusCode::UNPROCESSABLE_ENTITY,
        Problem::NotFound => StatusCode::NOT_FOUND,
        Problem::Busy => StatusCode::SERVICE_UNAVAILABLE,
        Problem::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
    }
}
