//! The two sets of migrations make the same tables.

use sqlx::{Connection, PgConnection, SqliteConnection};
use std::collections::BTreeSet;
use store::Place;
use world::{Engine, World};

/// What a schema consists of, one line each, in words both engines share.
type Schema = BTreeSet<String>;

/// SQLite has one kind for numbers and truths and one for bytes and ids.
fn kind(kind: &str) -> &str {
    match kind.to_ascii_lowercase().as_str() {
        "integer" | "bigint" | "boolean" => "number",
        "blob" | "bytea" | "uuid" => "bytes",
        "text" => "text",
        other => panic!("no column is {other}"),
    }
}

fn column(table: &str, name: &str, of: &str, required: bool) -> String {
    format!("{table}.{name}: {}, required {required}", kind(of))
}

/// A condition without what the engines add or leave out in writing it down.
fn bare(condition: &str) -> String {
    let words = condition.to_lowercase().replace("::text", "");
    words.replace(['(', ')', ' ', '\n'], "")
}

/// Table, name, unique, primary, partial, columns, condition.
type IndexRow = (String, String, bool, bool, bool, String, Option<String>);

async fn of_sqlite() -> Schema {
    let world = World::on(Engine::Sqlite).await;
    let Place::Folder(folder) = &world.place else {
        panic!("SQLite is in a folder");
    };
    let file = format!("sqlite://{}", folder.join("concord.sqlite").display());
    let mut db = SqliteConnection::connect(&file).await.unwrap();
    let mut schema = Schema::new();
    let columns: Vec<(String, String, String, String, bool)> = sqlx::query_as(
        r#"select m.type, m.name, c.name, c.type, c."notnull"
           from sqlite_master m join pragma_table_info(m.name) c
           where m.type in ('table', 'view') and m.name not like '\_sqlx%' escape '\'
           and m.name not like 'sqlite\_%' escape '\'"#,
    )
    .fetch_all(&mut db)
    .await
    .unwrap();
    for (what, table, name, of, required) in &columns {
        if what == "table" {
            schema.insert(column(table, name, of, *required));
        } else {
            schema.insert(format!("view {table}.{name}"));
        }
    }
    let keys: Vec<(String, String)> = sqlx::query_as(
        r"select m.name, (select group_concat(c.name, ', ' order by c.pk)
                          from pragma_table_info(m.name) c where c.pk > 0)
          from sqlite_master m where m.type = 'table'
          and exists (select 1 from pragma_table_info(m.name) c where c.pk > 0)
          and m.name not like '\_sqlx%' escape '\'",
    )
    .fetch_all(&mut db)
    .await
    .unwrap();
    for (table, columns) in keys {
        schema.insert(format!("{table} primary key ({columns})"));
    }
    let indexes: Vec<(String, String, String, bool, String, Option<String>)> = sqlx::query_as(
        r"select m.name, l.name, l.origin, l.[unique],
                 (select group_concat(i.name, ', ' order by i.seqno) from pragma_index_info(l.name) i),
                 (select x.sql from sqlite_master x where x.name = l.name)
          from sqlite_master m join pragma_index_list(m.name) l
          where m.type = 'table' and l.origin <> 'pk' and m.name not like '\_sqlx%' escape '\'",
    )
    .fetch_all(&mut db)
    .await
    .unwrap();
    for (table, name, origin, unique, columns, sql) in indexes {
        let condition = sql.and_then(|sql| Some(bare(sql.split_once(" where ")?.1)));
        // SQLite forgets what a constraint is called.
        let name = if origin == "u" { "unique".into() } else { name };
        schema.insert(index(&table, &name, unique, &columns, condition));
    }
    let references: Vec<(String, String, String, String)> = sqlx::query_as(
        r#"select m.name, f."from", f."table", f."to"
           from sqlite_master m join pragma_foreign_key_list(m.name) f where m.type = 'table'"#,
    )
    .fetch_all(&mut db)
    .await
    .unwrap();
    for (table, from, other, to) in references {
        schema.insert(format!("{table}.{from} refers to {other}.{to}"));
    }
    let lax: Vec<(String,)> = sqlx::query_as(
        r"select name from pragma_table_list
          where type = 'table' and not strict and schema = 'main'
          and name not like '\_sqlx%' escape '\' and name not like 'sqlite\_%' escape '\'",
    )
    .fetch_all(&mut db)
    .await
    .unwrap();
    assert_eq!(lax, [], "every table is strict, as PostgreSQL's are");
    schema
}

fn index(
    table: &str,
    name: &str,
    unique: bool,
    columns: &str,
    condition: Option<String>,
) -> String {
    let condition = condition.unwrap_or_default();
    format!("{table} index {name} ({columns}), unique {unique}, where {condition}")
}

async fn of_postgres() -> Schema {
    let world = World::on(Engine::Postgres).await;
    let Place::Postgres(url) = &world.place else {
        panic!("PostgreSQL has an address");
    };
    let mut db = PgConnection::connect(url).await.unwrap();
    let mut schema = Schema::new();
    let columns: Vec<(String, String, String, String, bool, Option<String>)> = sqlx::query_as(
        r"select t.table_type::text, c.table_name::text, c.column_name::text, c.data_type::text,
                 c.is_nullable = 'NO', c.collation_name::text
          from information_schema.columns c
          join information_schema.tables t using (table_schema, table_name)
          where c.table_schema = 'public' and c.table_name not like '\_sqlx%'",
    )
    .fetch_all(&mut db)
    .await
    .unwrap();
    for (what, table, name, of, required, collation) in &columns {
        if what == "VIEW" {
            schema.insert(format!("view {table}.{name}"));
            continue;
        }
        schema.insert(column(table, name, of, *required));
        let text = of == "text";
        assert_eq!(
            text,
            collation.as_deref() == Some("C"),
            "{table}.{name} sorts by bytes"
        );
    }
    let indexes: Vec<IndexRow> = sqlx::query_as(
        r"select t.relname::text, i.relname::text, x.indisprimary, x.indisunique,
                 exists (select 1 from pg_constraint k where k.conindid = x.indexrelid),
                 (select string_agg(a.attname::text, ', ' order by p.n)
                  from unnest(x.indkey::int2[]) with ordinality p (attnum, n)
                  join pg_attribute a on a.attrelid = t.oid and a.attnum = p.attnum),
                 pg_get_expr(x.indpred, t.oid)
          from pg_index x
          join pg_class i on i.oid = x.indexrelid
          join pg_class t on t.oid = x.indrelid
          join pg_namespace s on s.oid = t.relnamespace
          where s.nspname = 'public' and t.relname not like '\_sqlx%'",
    )
    .fetch_all(&mut db)
    .await
    .unwrap();
    for (table, name, primary, unique, constraint, columns, condition) in indexes {
        if primary {
            schema.insert(format!("{table} primary key ({columns})"));
            continue;
        }
        let name = if constraint { "unique" } else { &name };
        let condition = condition.map(|condition| bare(&condition));
        schema.insert(index(&table, name, unique, &columns, condition));
    }
    let references: Vec<(String, String, String, String)> = sqlx::query_as(
        "select k.conrelid::regclass::text, a.attname::text, k.confrelid::regclass::text, b.attname::text
         from pg_constraint k
         join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
         join pg_attribute b on b.attrelid = k.confrelid and b.attnum = k.confkey[1]
         where k.contype = 'f'",
    )
    .fetch_all(&mut db)
    .await
    .unwrap();
    for (table, from, other, to) in references {
        schema.insert(format!("{table}.{from} refers to {other}.{to}"));
    }
    schema
}

#[tokio::test]
async fn both_engines_have_the_same_tables() {
    let (sqlite, postgres) = (of_sqlite().await, of_postgres().await);
    assert!(
        sqlite.len() > 250,
        "there is something to compare: {}",
        sqlite.len()
    );
    for seen in [
        "event primary key (chain, seq)",
        "person index unique (email), unique true, where ",
    ] {
        assert!(sqlite.contains(seen), "{seen}");
    }
    assert!(
        sqlite
            .iter()
            .any(|line| line.contains("where standing='waiting'"))
    );
    let apart: Vec<_> = sqlite.symmetric_difference(&postgres).collect();
    assert_eq!(apart, Vec::<&String>::new());
}
