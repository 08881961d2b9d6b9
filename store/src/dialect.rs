//! Everything the two engines say differently, and nothing else.

use crate::engine::Tx;
use crate::error::Error;

/// The name of a unique constraint. PostgreSQL reports it; SQLite reports the columns.
pub(crate) fn constraint(reported: Option<&str>, message: &str) -> &'static str {
    const KNOWN: [(&str, &str); 4] = [
        ("person_email", "person.email"),
        ("record_number", "record.review_id, record.number"),
        ("hit_position", "hit.import_id"),
        ("report_record", "report.record_id"),
    ];
    KNOWN
        .iter()
        .find(|(name, columns)| reported == Some(*name) || message.contains(columns))
        .map_or("primary key", |(name, _)| name)
}

/// The statement that takes the head of a chain so that nobody else can append to it meanwhile.
/// SQLite has one writer anyway.
pub(crate) const fn head_for_update(tx: &Tx<'_>) -> &'static str {
    match tx {
        Tx::Sqlite(_) => "select seq, hash from chain_head where chain = $1",
        Tx::Postgres(_) => "select seq, hash from chain_head where chain = $1 for update",
    }
}

/// The statement that starts a writing transaction.
pub(crate) const fn begin(tx: &Tx<'_>) -> &'static str {
    match tx {
        Tx::Sqlite(_) => "begin immediate",
        Tx::Postgres(_) => "begin isolation level read committed",
    }
}

/// Tells other nodes that chains have grown; at most once in a batch.
pub(crate) async fn notify(tx: &mut Tx<'_>, words: &str) -> Result<(), Error> {
    if let Tx::Postgres(connection) = tx {
        sqlx::query("select pg_notify('concord', $1)")
            .bind(words)
            .execute(&mut **connection)
            .await?;
    }
    Ok(())
}

/// Every row of a table as one line of text, in an order that depends on the rows alone. The names
/// of tables are this crate's own ([`crate::project::TABLES`]), never anybody's input.
#[allow(
    clippy::disallowed_types,
    reason = "the names come from the program and the catalogue, not from people"
)]
pub(crate) async fn lines(tx: &mut Tx<'_>, table: &'static str) -> Result<Vec<String>, Error> {
    let rows: Vec<(String,)> = match tx {
        Tx::Sqlite(connection) => {
            let names: Vec<(String,)> =
                sqlx::query_as("select name from pragma_table_info($1) order by name")
                    .bind(table)
                    .fetch_all(&mut **connection)
                    .await?;
            let row: Vec<String> = names
                .iter()
                .map(|(name,)| format!("'{name}=' || quote({name})"))
                .collect();
            let sql = format!(
                "select {} as line from {table} order by 1",
                row.join(" || ' ' || ")
            );
            sqlx::query_as(sqlx::AssertSqlSafe(sql))
                .fetch_all(&mut **connection)
                .await?
        }
        Tx::Postgres(connection) => {
            let sql = format!("select row_to_json(t)::text as line from {table} t order by 1");
            sqlx::query_as(sqlx::AssertSqlSafe(sql))
                .fetch_all(&mut **connection)
                .await?
        }
    };
    Ok(rows
        .into_iter()
        .map(|(line,)| format!("{table} {line}"))
        .collect())
}
