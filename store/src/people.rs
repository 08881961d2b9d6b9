//! Accounts, sessions and members.

use crate::engine::{Tx, all, first, run};
use crate::error::Error;
use domain::ids::{PersonId, ReviewId};
use domain::people::{Membership, Role, Stages};
use domain::time::Timestamp;
use uuid::Uuid;

/// A person with an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Their id.
    pub id: PersonId,
    /// Their name.
    pub name: String,
    /// What they sign in with; the made-up people of the example have none.
    pub email: Option<String>,
    /// Whether they look after the instance.
    pub admin: bool,
}

type PersonRow = (Uuid, String, Option<String>, bool);

fn person_of((id, name, email, admin): PersonRow) -> Person {
    Person {
        id: PersonId::from_uuid(id),
        name,
        email,
        admin,
    }
}

/// Keeps a new account. `Taken` if the address has one.
pub async fn make(
    tx: &mut Tx<'_>,
    person: &Person,
    password: Option<&str>,
    at: Timestamp,
) -> Result<(), Error> {
    run!(
        tx,
        "insert into person (person_id, name, email, password, admin, made_at)
         values ($1, $2, $3, $4, $5, $6)",
        person.id.uuid(),
        &person.name,
        &person.email,
        password,
        person.admin,
        at.micros(),
    )?;
    Ok(())
}

/// Whether anybody can sign in yet.
pub async fn anybody(tx: &mut Tx<'_>) -> Result<bool, Error> {
    Ok(first!(
        tx,
        (Uuid,),
        "select person_id from person where password is not null limit 1"
    )?
    .is_some())
}

/// The account with that id.
pub async fn get(tx: &mut Tx<'_>, id: PersonId) -> Result<Option<Person>, Error> {
    let row = first!(
        tx,
        PersonRow,
        "select person_id, name, email, admin from person where person_id = $1",
        id.uuid(),
    )?;
    Ok(row.map(person_of))
}

/// The first administrator; `None` before anybody has set Concord up.
pub async fn first_admin(tx: &mut Tx<'_>) -> Result<Option<Person>, Error> {
    let row = first!(
        tx,
        PersonRow,
        "select person_id, name, email, admin from person
         where admin order by made_at limit 1",
    )?;
    Ok(row.map(person_of))
}

/// The account with that address, and its hashed password.
pub async fn by_email(
    tx: &mut Tx<'_>,
    email: &str,
) -> Result<Option<(Person, Option<String>)>, Error> {
    let row = first!(
        tx,
        (Uuid, String, Option<String>, bool, Option<String>),
        "select person_id, name, email, admin, password from person where email = $1",
        email,
    )?;
    Ok(row
        .map(|(id, name, email, admin, password)| (person_of((id, name, email, admin)), password)))
}

/// Gives a person another name.
pub async fn rename(tx: &mut Tx<'_>, id: PersonId, name: &str) -> Result<(), Error> {
    run!(
        tx,
        "update person set name = $2 where person_id = $1",
        id.uuid(),
        name
    )?;
    Ok(())
}

/// Sets a new hashed password and ends every session.
pub async fn set_password(tx: &mut Tx<'_>, id: PersonId, password: &str) -> Result<(), Error> {
    run!(
        tx,
        "update person set password = $2 where person_id = $1",
        id.uuid(),
        password
    )?;
    run!(tx, "delete from session where person_id = $1", id.uuid())?;
    Ok(())
}

/// Keeps a session by the hash of its token.
pub async fn start_session(
    tx: &mut Tx<'_>,
    token_hash: [u8; 32],
    person: PersonId,
    at: Timestamp,
    expires: Timestamp,
) -> Result<(), Error> {
    run!(
        tx,
        "insert into session (token_hash, person_id, made_at, seen_at, expires_at)
         values ($1, $2, $3, $3, $4)",
        token_hash.as_slice(),
        person.uuid(),
        at.micros(),
        expires.micros(),
    )?;
    run!(tx, "delete from session where expires_at < $1", at.micros())?;
    Ok(())
}

/// Whose session that is; `None` if it ran out, or was idle since before `idle_since`.
pub async fn by_session(
    tx: &mut Tx<'_>,
    token_hash: [u8; 32],
    now: Timestamp,
    idle_since: Timestamp,
) -> Result<Option<(Person, Timestamp)>, Error> {
    let row = first!(
        tx,
        (Uuid, String, Option<String>, bool, i64),
        "select p.person_id, p.name, p.email, p.admin, s.seen_at
         from session s join person p on p.person_id = s.person_id
         where s.token_hash = $1 and s.expires_at > $2 and s.seen_at > $3",
        token_hash.as_slice(),
        now.micros(),
        idle_since.micros(),
    )?;
    Ok(row.map(|(id, name, email, admin, seen)| {
        (
            person_of((id, name, email, admin)),
            Timestamp::from_micros(seen),
        )
    }))
}

/// Notes that a session is in use.
pub async fn see_session(
    tx: &mut Tx<'_>,
    token_hash: [u8; 32],
    at: Timestamp,
) -> Result<(), Error> {
    run!(
        tx,
        "update session set seen_at = $2 where token_hash = $1",
        token_hash.as_slice(),
        at.micros(),
    )?;
    Ok(())
}

/// Ends a session.
pub async fn end_session(tx: &mut Tx<'_>, token_hash: [u8; 32]) -> Result<(), Error> {
    run!(
        tx,
        "delete from session where token_hash = $1",
        token_hash.as_slice()
    )?;
    Ok(())
}

/// A member of a review.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// Who.
    pub person: Person,
    /// Their role and stages.
    pub membership: Membership,
    /// Since when.
    pub joined_at: Timestamp,
    /// Left or removed; their decisions stay.
    pub gone: bool,
}

#[derive(sqlx::FromRow)]
struct MemberRow {
    person_id: Uuid,
    name: String,
    email: Option<String>,
    admin: bool,
    role: String,
    title_abstract: bool,
    full_text: bool,
    coding: bool,
    joined_at: i64,
    gone: bool,
}

impl MemberRow {
    fn member(self) -> Result<Member, Error> {
        Ok(Member {
            person: person_of((self.person_id, self.name, self.email, self.admin)),
            membership: Membership {
                role: Role::from_code(&self.role)
                    .ok_or_else(|| Error::inconsistent("member", "an unknown role"))?,
                stages: Stages {
                    title_abstract: self.title_abstract,
                    full_text: self.full_text,
                    coding: self.coding,
                },
            },
            joined_at: Timestamp::from_micros(self.joined_at),
            gone: self.gone,
        })
    }
}

/// What a person is in a review now; `None` if they are no (longer a) member.
pub async fn membership(
    tx: &mut Tx<'_>,
    review: ReviewId,
    person: PersonId,
) -> Result<Option<Membership>, Error> {
    let row = first!(
        tx,
        (String, bool, bool, bool),
        "select role, title_abstract, full_text, coding from member
         where review_id = $1 and person_id = $2 and not gone",
        review.uuid(),
        person.uuid(),
    )?;
    row.map(|(role, title_abstract, full_text, coding)| {
        Ok(Membership {
            role: Role::from_code(&role)
                .ok_or_else(|| Error::inconsistent("member", "an unknown role"))?,
            stages: Stages {
                title_abstract,
                full_text,
                coding,
            },
        })
    })
    .transpose()
}

/// Everybody who is or was a member, in the order of joining.
pub async fn members(tx: &mut Tx<'_>, review: ReviewId) -> Result<Vec<Member>, Error> {
    all!(
        tx,
        MemberRow,
        "select m.person_id, p.name, p.email, p.admin, m.role, m.title_abstract, m.full_text,
           m.coding, m.joined_at, m.gone
         from member m join person p on p.person_id = m.person_id
         where m.review_id = $1 order by m.joined_at, m.person_id",
        review.uuid(),
    )?
    .into_iter()
    .map(MemberRow::member)
    .collect()
}
