//! Accounts: set-up, sign-in, new passwords.

use crate::house::{Caller, House};
use crate::problem::{Halt, Problem};
use crate::secrets;
use domain::ids::PersonId;
use domain::log::{Chain, Fact};
use domain::refusal::Refusal;
use domain::text::{Email, NonBlank, Password};
use domain::time::Timestamp;
use futures::FutureExt;
use store::instance::{Link, LinkKind};
use store::people::Person;

/// How long a session lasts at most, and without use, in seconds.
const SESSION: i64 = 30 * 86_400;
const IDLE: i64 = 14 * 86_400;
/// A session is noted as seen at most this often, in seconds.
const SEEN_EVERY: i64 = 15 * 60;
/// Failed sign-ins that cost no waiting.
const FREE_ATTEMPTS: u64 = 5;
/// How far back failed sign-ins count, in seconds.
const ATTEMPTS_COUNT: i64 = 3_600;
/// The longest somebody must wait after failed sign-ins, in seconds.
const LONGEST_WAIT: i64 = 300;
/// How long a link for a new password works, in seconds.
const RESET: i64 = 2 * 86_400;

/// What a new account needs, checked.
#[derive(Clone)]
pub struct NewAccount {
    /// The name.
    pub name: NonBlank,
    /// The address.
    pub email: Email,
    /// The password.
    pub password: Password,
}

impl House {
    /// The path of the set-up page, until somebody has set Concord up.
    pub async fn setup_token(&self) -> Result<Option<String>, Problem> {
        let mut read = self.read().await?;
        let anybody = store::people::anybody(&mut read.tx()).await?;
        Ok((!anybody).then(|| secrets::setup_token(&self.inner.secret)))
    }

    /// Whether this is the token of a set-up that is still open.
    pub async fn setup_open(&self, token: &str) -> Result<bool, Problem> {
        Ok(self.setup_token().await?.is_some_and(|open| open == token))
    }

    /// Makes the first account, the administrator's, and signs them in; gives the session's token.
    pub async fn set_up(
        &self,
        token: &str,
        account: NewAccount,
        place: Option<NonBlank>,
    ) -> Result<String, Problem> {
        if !self.setup_open(token).await? {
            return Err(Refusal::LinkDead.into());
        }
        let hash = self.hash(account.password.clone()).await?;
        let person = self.person(&account, true);
        let input = (person.clone(), hash, place, self.inner.clock.now());
        self.inner
            .store
            .write(
                &[Chain::Instance],
                input,
                |tx, (person, hash, place, at)| {
                    async move {
                        if store::people::anybody(tx).await? {
                            return Err(Halt::Refused(Refusal::LinkDead));
                        }
                        make(tx, &person, &hash, at).await?;
                        store::instance::set_name(tx, place.as_ref().map(NonBlank::as_str)).await?;
                        Ok(())
                    }
                    .boxed()
                },
            )
            .await?;
        self.adopt_examples(person.id).await?;
        self.begin_session(person.id).await
    }

    /// The name of this place, if it has one.
    pub async fn place_name(&self) -> Result<Option<String>, Problem> {
        let mut read = self.read().await?;
        Ok(store::instance::name(&mut read.tx()).await?)
    }

    pub(crate) fn person(&self, account: &NewAccount, admin: bool) -> Person {
        Person {
            id: PersonId::from_uuid(self.id()),
            name: account.name.as_str().to_owned(),
            email: Some(account.email.as_str().to_owned()),
            admin,
        }
    }

    pub(crate) async fn hash(&self, password: Password) -> Result<String, Problem> {
        let mut salt = [0_u8; 16];
        self.inner.clock.random(&mut salt);
        secrets::hash(password, salt).await
    }

    /// Makes an account (for an invited person) and gives its person.
    pub(crate) async fn make_account(&self, account: NewAccount) -> Result<Person, Problem> {
        let hash = self.hash(account.password.clone()).await?;
        let person = self.person(&account, false);
        let input = (person.clone(), hash, self.inner.clock.now());
        self.inner
            .store
            .write(&[Chain::Instance], input, |tx, (person, hash, at)| {
                async move { make(tx, &person, &hash, at).await }.boxed()
            })
            .await?;
        Ok(person)
    }

    /// Signs in; gives the session's token. Wrong address and wrong password get the same answer
    /// after the same time; after some failures an account answers more and more slowly.
    pub async fn sign_in(&self, email: &str, password: &str) -> Result<String, Problem> {
        let email = email.trim().to_lowercase();
        let place = format!("account {email}");
        let now = self.inner.clock.now();
        let mut read = self.read().await?;
        let (failed, last) =
            store::instance::attempts(&mut read.tx(), &place, now.plus_seconds(-ATTEMPTS_COUNT))
                .await?;
        if let Some(seconds) = wait_after(failed, last, now) {
            return Err(Refusal::SignInLater { seconds }.into());
        }
        let found = store::people::by_email(&mut read.tx(), &email).await?;
        drop(read);
        let (person, hash) = match found {
            Some((person, hash)) => (Some(person), hash),
            None => (None, None),
        };
        let right = secrets::matches(Password::typed(password), hash).await?;
        match person {
            Some(person) if right => {
                self.inner
                    .store
                    .write::<_, (), Halt>(&[], place, |tx, place| {
                        async move { Ok(store::instance::forget_attempts(tx, &place).await?) }
                            .boxed()
                    })
                    .await?;
                self.begin_session(person.id).await
            }
            _ => {
                self.inner
                    .store
                    .write::<_, (), Halt>(&[], (place, now), |tx, (place, now)| {
                        async move { Ok(store::instance::note_attempt(tx, &place, now).await?) }
                            .boxed()
                    })
                    .await?;
                Err(Refusal::SignInWrong.into())
            }
        }
    }

    pub(crate) async fn begin_session(&self, person: PersonId) -> Result<String, Problem> {
        let mut random = [0_u8; 32];
        self.inner.clock.random(&mut random);
        let token = secrets::hex(&random);
        let now = self.inner.clock.now();
        let input = (secrets::token_hash(&token), person, now);
        self.inner
            .store
            .write::<_, (), Halt>(&[], input, |tx, (hash, person, now)| {
                async move {
                    let until = now.plus_seconds(SESSION);
                    Ok(store::people::start_session(tx, hash, person, now, until).await?)
                }
                .boxed()
            })
            .await?;
        Ok(token)
    }

    /// Who that session's token belongs to; `None` if it ended.
    pub async fn caller(&self, token: &str) -> Result<Option<Caller>, Problem> {
        let token_hash = secrets::token_hash(token);
        let now = self.inner.clock.now();
        let mut read = self.read().await?;
        let found =
            store::people::by_session(&mut read.tx(), token_hash, now, now.plus_seconds(-IDLE))
                .await?;
        drop(read);
        let Some((person, seen)) = found else {
            return Ok(None);
        };
        if seen < now.plus_seconds(-SEEN_EVERY) {
            self.inner
                .store
                .write::<_, (), Halt>(&[], (token_hash, now), |tx, (hash, now)| {
                    async move { Ok(store::people::see_session(tx, hash, now).await?) }.boxed()
                })
                .await?;
        }
        Ok(Some(Caller {
            person: person.id,
            name: person.name,
            email: person.email,
            admin: person.admin,
            token_hash,
        }))
    }

    /// Ends this session.
    pub async fn sign_out(&self, caller: &Caller) -> Result<(), Problem> {
        self.inner
            .store
            .write::<_, (), Halt>(&[], caller.token_hash, |tx, hash| {
                async move { Ok(store::people::end_session(tx, hash).await?) }.boxed()
            })
            .await?;
        Ok(())
    }

    /// Changes one's own name, as everybody sees it.
    pub async fn rename(&self, caller: &Caller, name: NonBlank) -> Result<(), Problem> {
        self.inner
            .store
            .write::<_, (), Halt>(&[], (caller.person, name), |tx, (person, name)| {
                async move { Ok(store::people::rename(tx, person, name.as_str()).await?) }.boxed()
            })
            .await?;
        Ok(())
    }

    /// Changes one's own password; every other session ends, and a new one begins here.
    pub async fn change_password(
        &self,
        caller: &Caller,
        old: &str,
        new: Password,
    ) -> Result<String, Problem> {
        let email = caller.email.clone().ok_or(Problem::NotFound)?;
        let mut read = self.read().await?;
        let found = store::people::by_email(&mut read.tx(), &email).await?;
        drop(read);
        let hash = found.and_then(|(_, hash)| hash);
        if !secrets::matches(Password::typed(old), hash).await? {
            return Err(Refusal::SignInWrong.into());
        }
        self.set_password(caller.person, new).await?;
        self.begin_session(caller.person).await
    }

    async fn set_password(&self, person: PersonId, new: Password) -> Result<(), Problem> {
        let hash = self.hash(new).await?;
        self.inner
            .store
            .write::<_, (), Halt>(&[], (person, hash), |tx, (person, hash)| {
                async move { Ok(store::people::set_password(tx, person, &hash).await?) }.boxed()
            })
            .await?;
        Ok(())
    }

    /// Makes a link with which the person at this address can choose a new password; for the
    /// command line. Gives the path; `None` if nobody has that address.
    pub async fn reset_link_for(&self, email: &str) -> Result<Option<String>, Problem> {
        let mut read = self.read().await?;
        let email = email.trim().to_lowercase();
        let found = store::people::by_email(&mut read.tx(), &email).await?;
        drop(read);
        match found {
            Some((person, _)) => Ok(Some(self.make_reset_link(person.id, None).await?)),
            None => Ok(None),
        }
    }

    /// Whether the caller may give this person a new password: a lead to members of their own
    /// reviews alone; an administrator to anybody.
    pub async fn may_reset(&self, caller: &Caller, person: PersonId) -> Result<bool, Problem> {
        let mut read = self.read().await?;
        let target = store::people::get(&mut read.tx(), person).await?;
        // The made-up people of the example have no address and never sign in.
        let Some(target) = target.filter(|target| target.email.is_some()) else {
            return Ok(false);
        };
        if caller.admin {
            return Ok(true);
        }
        // A lead must not get into an administrator's account, nor into a review of others by way
        // of a member's.
        let theirs = store::reviews::of_person(&mut read.tx(), person).await?;
        let mut all_mine = !theirs.is_empty() && !target.admin;
        for (review, _) in theirs {
            let mine = store::people::membership(&mut read.tx(), review.id, caller.person).await?;
            all_mine &= mine.is_some_and(|mine| mine.role == domain::people::Role::Lead);
        }
        Ok(all_mine)
    }

    /// Makes a link for a new password for somebody the caller may give one. Gives the path.
    pub async fn reset_link(&self, caller: &Caller, person: PersonId) -> Result<String, Problem> {
        if !self.may_reset(caller, person).await? {
            return Err(Problem::NotFound);
        }
        self.make_reset_link(person, Some(caller.person)).await
    }

    /// The newest link for a new password this person has not used yet: its path and when it
    /// stops working.
    pub async fn open_reset_link(
        &self,
        caller: &Caller,
        person: PersonId,
    ) -> Result<Option<(String, Timestamp)>, Problem> {
        if !self.may_reset(caller, person).await? {
            return Err(Problem::NotFound);
        }
        let mut read = self.read().await?;
        let now = self.inner.clock.now();
        let links = store::instance::password_links(&mut read.tx(), person, now).await?;
        Ok(links.first().map(|link| {
            let token = secrets::link_token(&self.inner.secret, link.id);
            (format!("/new-password/{token}"), link.expires_at)
        }))
    }

    async fn make_reset_link(
        &self,
        person: PersonId,
        by: Option<PersonId>,
    ) -> Result<String, Problem> {
        let now = self.inner.clock.now();
        let link = Link {
            id: self.id(),
            kind: LinkKind::NewPassword { person },
            made_at: now,
            expires_at: now.plus_seconds(RESET),
            used_at: None,
        };
        self.inner
            .store
            .write::<_, (), Halt>(&[], (link, by), |tx, (link, by)| {
                async move { Ok(store::instance::make_link(tx, &link, by).await?) }.boxed()
            })
            .await?;
        Ok(format!(
            "/new-password/{}",
            secrets::link_token(&self.inner.secret, link.id)
        ))
    }

    pub(crate) async fn open_link(&self, token: &str) -> Result<Option<Link>, Problem> {
        let Some(id) = secrets::link_of_token(&self.inner.secret, token) else {
            return Ok(None);
        };
        let now = self.inner.clock.now();
        let mut read = self.read().await?;
        let link = store::instance::link(&mut read.tx(), id).await?;
        Ok(link.filter(|link| link.used_at.is_none() && link.expires_at > now))
    }

    /// Whose new password a link is for; `None` if it no longer works.
    pub async fn new_password_for(&self, token: &str) -> Result<Option<String>, Problem> {
        let Some(link) = self.open_link(token).await? else {
            return Ok(None);
        };
        let LinkKind::NewPassword { person } = link.kind else {
            return Ok(None);
        };
        let mut read = self.read().await?;
        Ok(store::people::get(&mut read.tx(), person)
            .await?
            .map(|person| person.name))
    }

    /// Chooses a new password by link and signs in; gives the session's token.
    pub async fn choose_password(&self, token: &str, new: Password) -> Result<String, Problem> {
        let link = self.open_link(token).await?.ok_or(Refusal::LinkDead)?;
        let LinkKind::NewPassword { person } = link.kind else {
            return Err(Refusal::LinkDead.into());
        };
        let hash = self.hash(new).await?;
        let input = (link.id, person, hash, self.inner.clock.now());
        self.inner
            .store
            .write::<_, (), Halt>(&[], input, |tx, (link, person, hash, now)| {
                async move {
                    if !store::instance::use_link(tx, link, now).await? {
                        return Err(Halt::Refused(Refusal::LinkDead));
                    }
                    Ok(store::people::set_password(tx, person, &hash).await?)
                }
                .boxed()
            })
            .await?;
        self.begin_session(person).await
    }
}

async fn make(
    tx: &mut store::Tx<'_>,
    person: &Person,
    hash: &str,
    at: Timestamp,
) -> Result<(), Halt> {
    store::people::make(tx, person, Some(hash), at)
        .await
        .map_err(|error| match error {
            store::Error::Taken {
                constraint: "person_email",
            } => Halt::Refused(Refusal::EmailTaken),
            other => Halt::Store(other),
        })?;
    let fact = Fact::AccountMade {
        person: person.id,
        admin: person.admin,
    };
    store::log::append(tx, Chain::Instance, at, Some(person.id), fact).await?;
    Ok(())
}

/// How long to wait before the next sign-in: nothing for the first five failures, then 2, 4, 8 …
/// seconds after the last one, never more than five minutes, so that nobody can be locked out.
fn wait_after(failed: u64, last: Option<Timestamp>, now: Timestamp) -> Option<i64> {
    let over = failed.checked_sub(FREE_ATTEMPTS)?;
    let wait = 2_i64
        .saturating_pow(u32::try_from(over + 1).unwrap_or(9).min(9))
        .min(LONGEST_WAIT);
    let left = last?.plus_seconds(wait).micros() - now.micros();
    (left > 0).then_some((left + 999_999) / 1_000_000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waiting_grows_but_nobody_is_locked_out() {
        let now = Timestamp::from_micros(10_000_000_000);
        assert_eq!(wait_after(4, Some(now), now), None);
        assert_eq!(wait_after(5, Some(now), now), Some(2));
        assert_eq!(wait_after(8, Some(now), now), Some(16));
        assert_eq!(wait_after(1_000, Some(now), now), Some(300));
        assert_eq!(wait_after(8, Some(now.plus_seconds(-17)), now), None);
    }
}
