//! The people of the stories, and what they do often.

#![allow(
    clippy::unwrap_used,
    reason = "a story that cannot be set up has failed"
)]

use crate::{Engine, World};
use domain::citation::Citation;
use domain::ids::{DecisionId, PersonId, RecordId, ReviewId};
use domain::log::{Chain, Fact, SourceKind};
use domain::people::{Role, Stages};
use domain::protocol::{CriterionKind, Readers};
use domain::screening::desk::{DecisionDraft, Saved};
use domain::screening::{Stage, Verdict};
use domain::text::{Email, NonBlank, Password};
use futures::{FutureExt, stream};
use service::accounts::NewAccount;
use service::protocol::{CriteriaDraft, CriterionDraft};
use service::reviews::NewReview;
use service::{Caller, Problem};
use sha2::{Digest, Sha256};
use store::people::Person;

/// A piece of text a form would have checked.
pub fn text(words: &str) -> NonBlank {
    NonBlank::parse("text", words).unwrap()
}

/// The account somebody types.
pub fn account(name: &str) -> NewAccount {
    NewAccount {
        name: text(name),
        email: Email::parse(&format!("{}@example.org", name.to_lowercase())).unwrap(),
        password: Password::parse("four or five words").unwrap(),
    }
}

/// A review with a team, and what the stories need of it.
pub struct Team {
    pub world: World,
    pub review: ReviewId,
    pub lead: Caller,
    pub ana: Caller,
    pub ben: Caller,
}

async fn caller(world: &World, token: &str) -> Caller {
    world.house.caller(token).await.unwrap().unwrap()
}

/// Somebody gets an account without a password, which takes no hashing.
pub async fn newcomer(world: &World, name: &str) -> Caller {
    let person = Person {
        id: PersonId::from_uuid(world.house.new_id()),
        name: name.to_owned(),
        email: Some(account(name).email.as_str().to_owned()),
        admin: false,
    };
    let id = person.id;
    world
        .house
        .store()
        .write::<_, (), store::Error>(
            &[Chain::Instance],
            (person, world.house.now()),
            |tx, (person, at)| {
                async move {
                    store::people::make(tx, &person, None, at).await?;
                    let fact = Fact::AccountMade {
                        person: person.id,
                        admin: false,
                    };
                    store::log::append(tx, Chain::Instance, at, Some(person.id), fact).await?;
                    Ok(())
                }
                .boxed()
            },
        )
        .await
        .unwrap();
    caller(world, &session(world, id).await).await
}

/// A session somebody begins without signing in: its token.
pub async fn session(world: &World, person: PersonId) -> String {
    let token = world.house.new_id().simple().to_string();
    let hash: [u8; 32] = Sha256::digest(token.as_bytes()).into();
    world
        .house
        .store()
        .write::<_, (), store::Error>(
            &[],
            (hash, person, world.house.now()),
            |tx, (hash, person, at)| {
                async move {
                    let until = at.plus_seconds(30 * 86_400);
                    store::people::start_session(tx, hash, person, at, until).await
                }
                .boxed()
            },
        )
        .await
        .unwrap();
    token
}

/// Somebody joins by invitation.
pub async fn join(
    world: &World,
    lead: &Caller,
    review: ReviewId,
    name: &str,
    role: Role,
    stages: Stages,
) -> Caller {
    let invitation = world
        .house
        .invite(lead, review, role, stages)
        .await
        .unwrap();
    let token = invitation.path.rsplit('/').next().unwrap().to_owned();
    let (_, session) = world.house.join_new(&token, account(name)).await.unwrap();
    caller(world, &session).await
}

impl Team {
    /// A lead who does not screen, two reviewers, criteria, no records yet.
    pub async fn on(engine: Engine) -> Self {
        let world = World::on(engine).await;
        let house = &world.house;
        let token = house.setup_token().await.unwrap().unwrap();
        let session = house.set_up(&token, account("Lead"), None).await.unwrap();
        let lead = caller(&world, &session).await;
        let new = NewReview {
            title: text("Choirs and lungs"),
            question: Some(text("Does singing help?")),
            readers: Readers::Two,
            i_screen: false,
        };
        let review = house.start_review(&lead, new).await.unwrap();
        let ana = join(&world, &lead, review, "Ana", Role::Reviewer, Stages::ALL).await;
        let ben = join(&world, &lead, review, "Ben", Role::Reviewer, Stages::ALL).await;
        let criterion = |label: &str| CriterionDraft {
            id: None,
            kind: CriterionKind::Exclusion,
            label: text(label),
            text: None,
            title_abstract: true,
            full_text: true,
        };
        let draft = CriteriaDraft {
            note: text("The first version"),
            include_when: None,
            criteria: vec![criterion("Not about singing"), criterion("No lungs")],
        };
        house.publish_criteria(&lead, review, draft).await.unwrap();
        Self {
            world,
            review,
            lead,
            ana,
            ben,
        }
    }

    /// As [`Team::on`], with `n` different records and main screening open.
    pub async fn with_records(engine: Engine, n: usize) -> Self {
        let team = Self::on(engine).await;
        team.import(&[("pubmed.ris", "PubMed", ris(&numbered(0..n)))])
            .await;
        team.world
            .house
            .open_main(
                &team.lead,
                team.review,
                Stage::TitleAbstract,
                Some(text("A small review")),
            )
            .await
            .unwrap();
        team
    }

    /// Somebody who was not there at the beginning joins.
    pub async fn welcome(&self, name: &str, role: Role, stages: Stages) -> Caller {
        let house = &self.world.house;
        let person = newcomer(&self.world, name).await;
        let invitation = house.invite(&self.lead, self.review, role, stages);
        let path = invitation.await.unwrap().path;
        let token = path.rsplit('/').next().unwrap();
        house.join(&person, token).await.unwrap();
        person
    }

    /// Imports files and waits until they are there.
    pub async fn import(&self, files: &[(&str, &str, Vec<u8>)]) -> domain::ids::ImportId {
        let house = &self.world.house;
        let mut drafts = Vec::new();
        let mut sources = Vec::new();
        for (name, source, bytes) in files {
            let stream = stream::iter([Ok::<_, std::io::Error>(bytes.clone())]);
            let draft = house
                .keep_upload(&self.lead, self.review, name, 1 << 30, stream)
                .await
                .unwrap();
            drafts.push(draft);
            sources.push((text(source), SourceKind::Database));
        }
        let job = house
            .draft_import(&self.lead, self.review, drafts)
            .await
            .unwrap();
        house
            .begin_import(&self.lead, self.review, job, sources)
            .await
            .unwrap();
        house.work_now().await.unwrap();
        let status = house
            .import_status(&self.lead, self.review, job)
            .await
            .unwrap();
        assert_eq!(status.state, "done", "{:?}", status.words);
        status.import
    }

    /// The records in the order of their numbers.
    pub async fn records(&self) -> Vec<RecordId> {
        let filter = store::records::Filter::default();
        let list = self
            .world
            .house
            .records(&self.lead, self.review, filter)
            .await
            .unwrap();
        list.lines.into_iter().map(|line| line.id).collect()
    }

    /// Somebody decides on a record, without reasons.
    pub async fn decide(
        &self,
        who: &Caller,
        stage: Stage,
        record: RecordId,
        verdict: Verdict,
    ) -> Result<Saved, Problem> {
        let draft = draft(self, record, verdict);
        self.world
            .house
            .decide(who, self.review, stage, draft, vec![])
            .await
    }
}

/// A decision as a desk would send it.
pub fn draft(team: &Team, record: RecordId, verdict: Verdict) -> DecisionDraft {
    DecisionDraft {
        id: DecisionId::from_uuid(team.world.house.new_id()),
        record,
        verdict,
        reasons: vec![],
        primary: None,
        note: String::new(),
        criteria: 0,
    }
}

const SUBJECTS: [&str; 12] = [
    "breath control in amateur altos",
    "hospital foyer concerts",
    "vocal fatigue among teachers",
    "community sing-alongs after stroke",
    "nasal resonance and sleep",
    "larynx height in yodelling",
    "diaphragm strength and opera",
    "humming for sinusitis",
    "lullabies on neonatal wards",
    "karaoke and wellbeing at sea",
    "gospel rehearsals and asthma",
    "throat singing at altitude",
];

/// Made-up citations, all different.
pub fn numbered(range: std::ops::Range<usize>) -> Vec<Citation> {
    range
        .map(|n| {
            let subject = SUBJECTS[n % SUBJECTS.len()];
            let place = ["Oslo", "Lima", "Turin", "Perth", "Quito", "Cork"][n / SUBJECTS.len() % 6];
            Citation {
                kind: Some("JOUR".into()),
                title: Some(format!("Study {n} in {place} of {subject}")),
                abstract_text: Some(format!("We looked at {subject} in {place}, round {n}.")),
                authors: vec![format!("Family{n}, G.")],
                year: Some(1990 + u16::try_from(n % 30).unwrap()),
                journal: Some(format!("Annals of {subject}")),
                volume: Some((n + 1).to_string()),
                pages: Some(format!("{}-{}", n * 10 + 1, n * 10 + 9)),
                doi: Some(format!("10.5555/made.up.{n}")),
                ..Citation::default()
            }
        })
        .collect()
}

/// Citations as a RIS file.
pub fn ris(citations: &[Citation]) -> Vec<u8> {
    let mut bytes = Vec::new();
    formats::write::ris(&mut bytes, citations).unwrap();
    bytes
}
