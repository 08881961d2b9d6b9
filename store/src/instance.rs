//! The instance: its secret, its name, and the links it gave out.

use crate::engine::{Tx, all, first, run};
use crate::error::Error;
use domain::ids::{PersonId, ReviewId};
use domain::people::{Role, Stages};
use domain::time::Timestamp;
use uuid::Uuid;

/// The secret from which cursors and link tokens are made. It is in the database, so that all nodes
/// and back-ups have it.
pub async fn secret(tx: &mut Tx<'_>) -> Result<Option<[u8; 32]>, Error> {
    let row = first!(tx, (Vec<u8>,), "select secret from instance where one = 1")?;
    row.map(|(bytes,)| {
        <[u8; 32]>::try_from(bytes.as_slice())
            .map_err(|_| Error::inconsistent("instance", "a secret of another length"))
    })
    .transpose()
}

/// Keeps the secret, once.
pub async fn found(tx: &mut Tx<'_>, secret: [u8; 32], at: Timestamp) -> Result<(), Error> {
    run!(
        tx,
        "insert into instance (one, secret, made_at) values (1, $1, $2) on conflict do nothing",
        secret.as_slice(),
        at.micros(),
    )?;
    Ok(())
}

/// The name of this place, if somebody gave it one.
pub async fn name(tx: &mut Tx<'_>) -> Result<Option<String>, Error> {
    let row = first!(
        tx,
        (Option<String>,),
        "select name from instance where one = 1"
    )?;
    Ok(row.and_then(|(name,)| name))
}

/// Names this place.
pub async fn set_name(tx: &mut Tx<'_>, name: Option<&str>) -> Result<(), Error> {
    run!(tx, "update instance set name = $1 where one = 1", name)?;
    Ok(())
}

/// What a link is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkKind {
    /// Joining a review.
    Invitation {
        /// The review.
        review: ReviewId,
        /// The role it gives.
        role: Role,
        /// The stages it gives.
        stages: Stages,
    },
    /// A new password for a person.
    NewPassword {
        /// Whose.
        person: PersonId,
    },
}

/// A link somebody gave out.
#[derive(Clone, Copy, Debug)]
pub struct Link {
    /// Its id; the token in the address is made from it and the secret.
    pub id: Uuid,
    /// What it is for.
    pub kind: LinkKind,
    /// When it was made.
    pub made_at: Timestamp,
    /// When it stops working.
    pub expires_at: Timestamp,
    /// When it was used, if it was.
    pub used_at: Option<Timestamp>,
}

#[derive(sqlx::FromRow)]
struct LinkRow {
    link_id: Uuid,
    kind: String,
    review_id: Option<Uuid>,
    person_id: Option<Uuid>,
    role: Option<String>,
    title_abstract: bool,
    full_text: bool,
    coding: bool,
    made_at: i64,
    expires_at: i64,
    used_at: Option<i64>,
}

impl LinkRow {
    fn link(self) -> Result<Link, Error> {
        let role = self.role.as_deref().and_then(Role::from_code);
        let kind = match (self.kind.as_str(), self.review_id, self.person_id, role) {
            ("invitation", Some(review), _, Some(role)) => LinkKind::Invitation {
                review: ReviewId::from_uuid(review),
                role,
                stages: Stages {
                    title_abstract: self.title_abstract,
                    full_text: self.full_text,
                    coding: self.coding,
                },
            },
            ("new_password", _, Some(person), _) => LinkKind::NewPassword {
                person: PersonId::from_uuid(person),
            },
            _ => return Err(Error::inconsistent("link", "an unknown kind")),
        };
        Ok(Link {
            id: self.link_id,
            kind,
            made_at: Timestamp::from_micros(self.made_at),
            expires_at: Timestamp::from_micros(self.expires_at),
            used_at: self.used_at.map(Timestamp::from_micros),
        })
    }
}

/// Keeps a link.
pub async fn make_link(tx: &mut Tx<'_>, link: &Link, by: Option<PersonId>) -> Result<(), Error> {
    let (kind, review, person, role, stages) = match link.kind {
        LinkKind::Invitation {
            review,
            role,
            stages,
        } => (
            "invitation",
            Some(review.uuid()),
            None,
            Some(role.code()),
            stages,
        ),
        LinkKind::NewPassword { person } => (
            "new_password",
            None,
            Some(person.uuid()),
            None,
            Stages::NONE,
        ),
    };
    run!(
        tx,
        "insert into link (link_id, kind, review_id, person_id, role, title_abstract, full_text,
           coding, made_by, made_at, expires_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        link.id,
        kind,
        review,
        person,
        role,
        stages.title_abstract,
        stages.full_text,
        stages.coding,
        by.map(PersonId::uuid),
        link.made_at.micros(),
        link.expires_at.micros(),
    )?;
    Ok(())
}

/// The link with that id.
pub async fn link(tx: &mut Tx<'_>, id: Uuid) -> Result<Option<Link>, Error> {
    first!(
        tx,
        LinkRow,
        "select link_id, kind, review_id, person_id, role, title_abstract, full_text, coding,
           made_at, expires_at, used_at
         from link where link_id = $1",
        id,
    )?
    .map(LinkRow::link)
    .transpose()
}

/// The open invitations of a review, newest first.
pub async fn invitations(
    tx: &mut Tx<'_>,
    review: ReviewId,
    now: Timestamp,
) -> Result<Vec<Link>, Error> {
    all!(
        tx,
        LinkRow,
        "select link_id, kind, review_id, person_id, role, title_abstract, full_text, coding,
           made_at, expires_at, used_at
         from link where review_id = $1 and used_at is null and expires_at > $2
         order by made_at desc limit 100",
        review.uuid(),
        now.micros(),
    )?
    .into_iter()
    .map(LinkRow::link)
    .collect()
}

/// The open links for a new password of a person, newest first.
pub async fn password_links(
    tx: &mut Tx<'_>,
    person: PersonId,
    now: Timestamp,
) -> Result<Vec<Link>, Error> {
    all!(
        tx,
        LinkRow,
        "select link_id, kind, review_id, person_id, role, title_abstract, full_text, coding,
           made_at, expires_at, used_at
         from link where person_id = $1 and kind = 'new_password' and used_at is null
           and expires_at > $2
         order by made_at desc limit 100",
        person.uuid(),
        now.micros(),
    )?
    .into_iter()
    .map(LinkRow::link)
    .collect()
}

/// Marks a link as used; `false` if it was used already.
pub async fn use_link(tx: &mut Tx<'_>, id: Uuid, at: Timestamp) -> Result<bool, Error> {
    let changed = run!(
        tx,
        "update link set used_at = $2 where link_id = $1 and used_at is null",
        id,
        at.micros(),
    )?;
    Ok(changed == 1)
}

/// Ends a link before anybody used it.
pub async fn withdraw_link(
    tx: &mut Tx<'_>,
    review: ReviewId,
    id: Uuid,
    at: Timestamp,
) -> Result<(), Error> {
    run!(
        tx,
        "update link set used_at = $3 where link_id = $1 and review_id = $2 and used_at is null",
        id,
        review.uuid(),
        at.micros(),
    )?;
    Ok(())
}

/// Notes a failed sign-in at a place (an account, or an address of the network).
pub async fn note_attempt(tx: &mut Tx<'_>, place: &str, at: Timestamp) -> Result<(), Error> {
    run!(
        tx,
        "insert into attempt (place, at) values ($1, $2)",
        place,
        at.micros()
    )?;
    run!(
        tx,
        "delete from attempt where at < $1",
        at.plus_seconds(-86_400).micros(),
    )?;
    Ok(())
}

/// How many sign-ins failed at a place since an instant, and when the last one did.
pub async fn attempts(
    tx: &mut Tx<'_>,
    place: &str,
    since: Timestamp,
) -> Result<(u64, Option<Timestamp>), Error> {
    let row = first!(
        tx,
        (i64, Option<i64>),
        "select count(*), max(at) from attempt where place = $1 and at > $2",
        place,
        since.micros(),
    )?;
    let (n, last) = row.unwrap_or((0, None));
    Ok((n.try_into().unwrap_or(0), last.map(Timestamp::from_micros)))
}

/// Forgets the failed sign-ins at a place after a good one.
pub async fn forget_attempts(tx: &mut Tx<'_>, place: &str) -> Result<(), Error> {
    run!(tx, "delete from attempt where place = $1", place)?;
    Ok(())
}
