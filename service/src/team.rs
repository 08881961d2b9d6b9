//! The team: members, roles, invitations.

use crate::accounts::NewAccount;
use crate::house::{Caller, House};
use crate::problem::{Halt, Problem};
use crate::seat::{Acting, Seat};
use crate::secrets;
use domain::ids::{PersonId, ReviewId};
use domain::log::{Chain, Fact};
use domain::people::{Role, Stages};
use domain::refusal::Refusal;
use domain::time::Timestamp;
use futures::FutureExt;
use store::instance::{Link, LinkKind};
pub use store::people::Member;
use uuid::Uuid;

/// How long an invitation works, in seconds.
const INVITATION: i64 = 14 * 86_400;

/// An invitation as the team page shows it.
#[derive(Clone, Debug)]
pub struct Invitation {
    /// Its id.
    pub id: Uuid,
    /// The path of its address.
    pub path: String,
    /// The role it gives.
    pub role: Role,
    /// The stages it gives.
    pub stages: Stages,
    /// When it stops working.
    pub expires_at: Timestamp,
}

/// What somebody who opened an invitation is told.
#[derive(Clone, Debug)]
pub struct Invited {
    /// The review's title.
    pub title: String,
    /// The question it asks.
    pub question: Option<String>,
    /// The review.
    pub review: ReviewId,
    /// The role it gives.
    pub role: Role,
    /// The stages it gives.
    pub stages: Stages,
}

impl House {
    /// Everybody who is or was a member.
    pub async fn members(&self, caller: &Caller, review: ReviewId) -> Result<Vec<Member>, Problem> {
        let mut read = self.read().await?;
        let tx = &mut read.tx();
        store::people::membership(tx, review, caller.person)
            .await?
            .ok_or(Problem::NotFound)?;
        Ok(store::people::members(tx, review).await?)
    }

    /// The open invitations, for leads.
    pub async fn invitations(
        &self,
        caller: &Caller,
        review: ReviewId,
    ) -> Result<Vec<Invitation>, Problem> {
        let mut read = self.read().await?;
        let tx = &mut read.tx();
        let membership = store::people::membership(tx, review, caller.person).await?;
        if membership.is_none_or(|m| m.role != Role::Lead) {
            return Err(Problem::NotFound);
        }
        let links = store::instance::invitations(tx, review, self.inner.clock.now()).await?;
        Ok(links
            .into_iter()
            .filter_map(|link| self.shown(&link))
            .collect())
    }

    fn shown(&self, link: &Link) -> Option<Invitation> {
        let LinkKind::Invitation { role, stages, .. } = link.kind else {
            return None;
        };
        Some(Invitation {
            id: link.id,
            path: format!("/join/{}", secrets::link_token(&self.inner.secret, link.id)),
            role,
            stages,
            expires_at: link.expires_at,
        })
    }

    /// Makes an invitation link.
    pub async fn invite(
        &self,
        caller: &Caller,
        review: ReviewId,
        role: Role,
        stages: Stages,
    ) -> Result<Invitation, Problem> {
        let acting = self.acting(caller, review);
        let link = Link {
            id: self.id(),
            kind: LinkKind::Invitation {
                review,
                role,
                stages,
            },
            made_at: acting.at,
            expires_at: acting.at.plus_seconds(INVITATION),
            used_at: None,
        };
        self.write(review, (acting, link), |tx, (acting, link)| {
            async move {
                let mut lead = Seat::take(tx, acting).await?.lead()?;
                let me = lead.me();
                Ok(store::instance::make_link(lead.tx(), &link, Some(me)).await?)
            }
            .boxed()
        })
        .await?;
        self.shown(&link).ok_or(Problem::NotFound)
    }

    /// Ends an invitation before anybody used it.
    pub async fn withdraw_invitation(
        &self,
        caller: &Caller,
        review: ReviewId,
        id: Uuid,
    ) -> Result<(), Problem> {
        let acting = self.acting(caller, review);
        self.write(review, (acting, id), |tx, (acting, id)| {
            async move {
                let mut lead = Seat::take(tx, acting).await?.lead()?;
                let (review, at) = (lead.review(), lead.at());
                Ok(store::instance::withdraw_link(lead.tx(), review, id, at).await?)
            }
            .boxed()
        })
        .await
    }

    /// What an invitation is for; `None` if it no longer works.
    pub async fn invited(&self, token: &str) -> Result<Option<Invited>, Problem> {
        let Some(link) = self.open_link(token).await? else {
            return Ok(None);
        };
        let LinkKind::Invitation {
            review,
            role,
            stages,
        } = link.kind
        else {
            return Ok(None);
        };
        let mut read = self.read().await?;
        let found = store::reviews::get(&mut read.tx(), review).await?;
        Ok(found.map(|found| Invited {
            title: found.title,
            question: found.question,
            review,
            role,
            stages,
        }))
    }

    /// Joins by invitation with a new account; gives the review and the session's token.
    pub async fn join_new(
        &self,
        token: &str,
        account: NewAccount,
    ) -> Result<(ReviewId, String), Problem> {
        if self.invited(token).await?.is_none() {
            return Err(Refusal::LinkDead.into());
        }
        let person = self.make_account(account).await?;
        let review = self.join_as(token, person.id).await?;
        Ok((review, self.begin_session(person.id).await?))
    }

    /// Joins by invitation with the account the caller has.
    pub async fn join(&self, caller: &Caller, token: &str) -> Result<ReviewId, Problem> {
        self.join_as(token, caller.person).await
    }

    async fn join_as(&self, token: &str, me: PersonId) -> Result<ReviewId, Problem> {
        let link = self.open_link(token).await?.ok_or(Refusal::LinkDead)?;
        let LinkKind::Invitation {
            review,
            role,
            stages,
        } = link.kind
        else {
            return Err(Refusal::LinkDead.into());
        };
        let acting = Acting {
            me,
            review,
            at: self.inner.clock.now(),
        };
        let input = (acting, link.id, role, stages);
        self.write(review, input, |tx, (acting, link, role, stages)| {
            async move {
                if store::people::membership(tx, acting.review, acting.me)
                    .await?
                    .is_some()
                {
                    return Err(Halt::Refused(Refusal::AlreadyMember));
                }
                if !store::instance::use_link(tx, link, acting.at).await? {
                    return Err(Halt::Refused(Refusal::LinkDead));
                }
                let fact = Fact::MemberJoined {
                    person: acting.me,
                    role,
                    stages,
                };
                let chain = Chain::Review(acting.review);
                store::log::append(tx, chain, acting.at, Some(acting.me), fact).await?;
                Ok(())
            }
            .boxed()
        })
        .await?;
        Ok(review)
    }

    /// Changes a member's role and stages. The last lead stays one.
    pub async fn change_member(
        &self,
        caller: &Caller,
        review: ReviewId,
        person: PersonId,
        role: Role,
        stages: Stages,
    ) -> Result<(), Problem> {
        let acting = self.acting(caller, review);
        self.write(
            review,
            (acting, person, role, stages),
            |tx, (acting, person, role, stages)| {
                async move {
                    let mut lead = Seat::take(tx, acting).await?.lead()?;
                    let review = lead.review();
                    store::people::membership(lead.tx(), review, person)
                        .await?
                        .ok_or(Halt::NotFound)?;
                    if role != Role::Lead && last_lead(lead.tx(), review, person).await? {
                        return Err(Refusal::LastLead.into());
                    }
                    lead.log(Fact::MemberChanged {
                        person,
                        role,
                        stages,
                    })
                    .await?;
                    Ok(())
                }
                .boxed()
            },
        )
        .await
    }

    /// Removes a member: their access ends at once, their decisions stay.
    pub async fn remove_member(
        &self,
        caller: &Caller,
        review: ReviewId,
        person: PersonId,
    ) -> Result<(), Problem> {
        let acting = self.acting(caller, review);
        self.write(review, (acting, person), |tx, (acting, person)| {
            async move {
                let mut lead = Seat::take(tx, acting).await?.lead()?;
                let (review, at) = (lead.review(), lead.at());
                store::people::membership(lead.tx(), review, person)
                    .await?
                    .ok_or(Halt::NotFound)?;
                if last_lead(lead.tx(), review, person).await? {
                    return Err(Refusal::LastLead.into());
                }
                lead.log(Fact::MemberLeft { person }).await?;
                for stage in domain::screening::Stage::ALL {
                    store::leases::release_all(lead.tx(), review, stage, person, at).await?;
                }
                Ok(())
            }
            .boxed()
        })
        .await
    }
}

async fn last_lead(
    tx: &mut store::Tx<'_>,
    review: ReviewId,
    person: PersonId,
) -> Result<bool, Halt> {
    let members = store::people::members(tx, review).await?;
    let mut leads = members
        .iter()
        .filter(|m| !m.gone && m.membership.role == Role::Lead);
    Ok(leads.clone().count() == 1 && leads.any(|lead| lead.person.id == person))
}
