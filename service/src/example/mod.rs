//! The example review: made up, plausible, small, with something to show on every page. It is made
//! through the same use cases as any review. Its people cannot sign in.

mod library;

use crate::clock::Clock;
use crate::coding::Take;
use crate::disagreements::Resolving;
use crate::house::{Caller, House, Inner};
use crate::problem::{Halt, Problem};
use crate::protocol::{CriteriaDraft, CriterionDraft};
use crate::retrieval::Step;
use crate::reviews::NewReview;
use domain::coding::StatementDraft;
use domain::ids::{CriterionId, DecisionId, JobId, PersonId, RecordId, ReportId, ReviewId};
use domain::log::{Chain, Fact, SourceKind};
use domain::people::{Role, Stages};
use domain::protocol::{CriterionKind, Readers};
use domain::retrieval::WebLink;
use domain::screening::desk::DecisionDraft;
use domain::screening::{Outcome, Round, Stage, Verdict};
use domain::text::NonBlank;
use domain::time::Timestamp;
use futures::{FutureExt, stream};
use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;
use store::people::Person;
use tokio::sync::Notify;

/// How long ago the parts of the example began, in hours: the team and its files, the pilot, the
/// screening, the full texts, eligibility, coding.
const BEGAN: i64 = 13 * 24;
const PILOT: i64 = 11 * 24;
const SCREENING: i64 = 9 * 24;
const TEXTS: i64 = 40;
const ELIGIBILITY: i64 = 28;
const CODING: i64 = 5;
/// How far time goes on with every look at the clock, in microseconds.
const STEP: i64 = 20_000_000;

/// A clock that began some days ago and moves on with every look.
struct Past {
    now: AtomicI64,
    chance: Arc<dyn Clock>,
}

impl Past {
    /// Goes on to so many hours before the present, never back.
    fn go_on_to(&self, hours_ago: i64) {
        let then = self.chance.now().plus_seconds(-hours_ago * 3_600).micros();
        self.now.fetch_max(then, Ordering::Relaxed);
    }
}

impl Clock for Past {
    fn now(&self) -> Timestamp {
        let past = self.now.fetch_add(STEP, Ordering::Relaxed);
        Timestamp::from_micros(past.min(self.chance.now().micros()))
    }
    fn present(&self) -> Timestamp {
        self.chance.present()
    }
    fn random(&self, bytes: &mut [u8]) {
        self.chance.random(bytes);
    }
}

fn text(words: &str) -> Result<NonBlank, Problem> {
    Ok(NonBlank::parse("example", words)?)
}

/// The cast: three reviewers, two of whom code.
struct Example<'h> {
    house: House,
    time: Arc<Past>,
    lead: &'h Caller,
    review: ReviewId,
    people: Vec<Caller>,
    reasons: Vec<CriterionId>,
    /// The item of each record, by title.
    fate: BTreeMap<RecordId, char>,
}

impl House {
    /// Loads the example review for the administrator; before anybody has set Concord up, for a
    /// made-up lead, whose place the administrator then takes.
    pub async fn load_demo(&self) -> Result<ReviewId, Problem> {
        let mut read = self.read().await?;
        let admin = store::people::first_admin(&mut read.tx()).await?;
        drop(read);
        let lead = match admin {
            Some(admin) => admin,
            None => {
                let person = Person {
                    id: PersonId::from_uuid(self.id()),
                    name: "Example lead".to_owned(),
                    email: None,
                    admin: false,
                };
                let input = (person.clone(), self.inner.clock.now());
                self.inner
                    .store
                    .write::<_, (), Halt>(&[Chain::Instance], input, |tx, (person, at)| {
                        async move {
                            store::people::make(tx, &person, None, at).await?;
                            let made = Fact::AccountMade {
                                person: person.id,
                                admin: false,
                            };
                            store::log::append(tx, Chain::Instance, at, None, made).await?;
                            Ok(())
                        }
                        .boxed()
                    })
                    .await?;
                person
            }
        };
        let caller = Caller {
            person: lead.id,
            name: lead.name,
            email: lead.email,
            admin: lead.admin,
            token_hash: [0; 32],
        };
        self.load_example(&caller).await
    }

    /// Gives a new administrator the lead of reviews in which nobody can sign in: examples that were
    /// loaded before anybody had set Concord up.
    pub(crate) async fn adopt_examples(&self, admin: PersonId) -> Result<(), Problem> {
        for (_, review) in self.all_reviews().await? {
            let mut read = self.read().await?;
            let members = store::people::members(&mut read.tx(), review).await?;
            drop(read);
            if members.iter().any(|member| member.person.email.is_some()) {
                continue;
            }
            let fact = Fact::MemberJoined {
                person: admin,
                role: Role::Lead,
                stages: Stages::NONE,
            };
            let input = (review, admin, self.inner.clock.now(), fact);
            self.write(review, input, |tx, (review, admin, at, fact)| {
                async move {
                    store::log::append(tx, Chain::Review(review), at, Some(admin), fact).await?;
                    Ok(())
                }
                .boxed()
            })
            .await?;
        }
        Ok(())
    }

    /// Loads the example review; the caller leads it and sees everything.
    pub async fn load_example(&self, caller: &Caller) -> Result<ReviewId, Problem> {
        let time = Arc::new(Past {
            now: AtomicI64::new(0),
            chance: Arc::clone(&self.inner.clock),
        });
        time.go_on_to(BEGAN);
        let past = Self {
            inner: Arc::new(Inner {
                store: self.inner.store.clone(),
                clock: Arc::<Past>::clone(&time),
                secret: self.inner.secret,
                work: Notify::new(),
            }),
        };
        let new = NewReview {
            title: text("Social prescribing and loneliness (example)")?,
            question: Some(text(
                "What helps and what hinders referral to community activities for lonely adults?",
            )?),
            readers: Readers::Two,
            i_screen: false,
        };
        let review = past.start_review(caller, new).await?;
        let mut example = Example {
            house: past,
            time,
            lead: caller,
            review,
            people: Vec::new(),
            reasons: Vec::new(),
            fate: BTreeMap::new(),
        };
        example.invite().await?;
        example.set_criteria().await?;
        example.import().await?;
        example.time.go_on_to(PILOT);
        example.pilot().await?;
        example.screen().await?;
        example.time.go_on_to(TEXTS);
        example.retrieve().await?;
        example.time.go_on_to(ELIGIBILITY);
        example.judge().await?;
        example.time.go_on_to(CODING);
        example.code().await?;
        Ok(review)
    }
}

impl Example<'_> {
    async fn invite(&mut self) -> Result<(), Problem> {
        for name in ["Mira Okafor", "Tomas Lind", "Ines Barros"] {
            let person = Person {
                id: PersonId::from_uuid(self.house.id()),
                name: name.to_owned(),
                email: None,
                admin: false,
            };
            let at = self.house.inner.clock.now();
            let input = (person.clone(), self.review, self.lead.person, at);
            let chains = [Chain::Instance, Chain::Review(self.review)];
            self.house
                .inner
                .store
                .write::<_, (), Halt>(&chains, input, |tx, (person, review, by, at)| {
                    async move {
                        store::people::make(tx, &person, None, at).await?;
                        let made = Fact::AccountMade {
                            person: person.id,
                            admin: false,
                        };
                        store::log::append(tx, Chain::Instance, at, Some(by), made).await?;
                        let stages = Stages::ALL;
                        let joined = Fact::MemberJoined {
                            person: person.id,
                            role: Role::Reviewer,
                            stages,
                        };
                        let chain = Chain::Review(review);
                        store::log::append(tx, chain, at, Some(person.id), joined).await?;
                        Ok(())
                    }
                    .boxed()
                })
                .await?;
            self.people.push(Caller {
                person: person.id,
                name: person.name,
                email: None,
                admin: false,
                token_hash: [0; 32],
            });
        }
        Ok(())
    }

    async fn set_criteria(&mut self) -> Result<(), Problem> {
        let criterion = |label: &str, words: &str| {
            Ok::<_, Problem>(CriterionDraft {
                id: None,
                kind: CriterionKind::Exclusion,
                label: text(label)?,
                text: Some(text(words)?),
                title_abstract: true,
                full_text: true,
            })
        };
        let draft = CriteriaDraft {
            note: text("The version the team agreed on before the pilot.")?,
            include_when: Some(text(
                "it studies referral from a health service to community activities for adults who \
                 are lonely, and names something that helped or hindered.",
            )?),
            criteria: vec![
                criterion(
                    "Not social prescribing",
                    "No referral from a health service.",
                )?,
                criterion(
                    "Not loneliness",
                    "Loneliness or isolation is not what it is about.",
                )?,
                criterion("Not adults", "The people studied are under 18.")?,
                criterion("No findings", "Reports nothing that helped or hindered.")?,
            ],
        };
        self.house
            .publish_criteria(self.lead, self.review, draft)
            .await?;
        let settings = self.house.settings(self.lead, self.review).await?;
        self.reasons = settings
            .versions
            .first()
            .map(|(criteria, _)| criteria.criteria.iter().map(|c| c.id).collect())
            .unwrap_or_default();
        Ok(())
    }

    async fn import(&mut self) -> Result<(), Problem> {
        let [pubmed, cinahl, embase, reports] = library::sources();
        let named = [
            ("pubmed.ris", "PubMed", SourceKind::Database, pubmed),
            ("cinahl.ris", "CINAHL", SourceKind::Database, cinahl),
            ("embase.ris", "Embase", SourceKind::Database, embase),
            (
                "trust-reports.ris",
                "Neighbourhood Trust",
                SourceKind::Organisation,
                reports,
            ),
        ];
        let mut drafts = Vec::new();
        let mut sources = Vec::new();
        for (name, source, kind, items) in named {
            let mut citations: Vec<_> = items.into_iter().map(library::citation).collect();
            if source == "Embase" {
                // Two entries that a person has to look at: other year, no DOI, shorter title.
                for citation in citations.iter_mut().skip(2).take(2) {
                    citation.doi = None;
                    citation.year = citation.year.map(|year| year + 1);
                    citation.pages = None;
                    citation.volume = None;
                }
            }
            let mut bytes = Vec::new();
            formats::write::ris(&mut bytes, &citations).map_err(|e| Problem::internal(&e))?;
            let stream = stream::iter([Ok::<_, std::io::Error>(bytes)]);
            let kept = self
                .house
                .keep_upload(self.lead, self.review, name, 1 << 24, stream)
                .await?;
            drafts.push(kept);
            sources.push((text(source)?, kind));
        }
        let job = self
            .house
            .draft_import(self.lead, self.review, drafts)
            .await?;
        self.house
            .begin_import(self.lead, self.review, job, sources)
            .await?;
        self.wait_for(job).await?;
        let mut read = self.house.read().await?;
        for record in store::records::full_page(&mut read.tx(), self.review, 0, 500).await? {
            let title = record.citation.title.unwrap_or_default();
            let known = library::ITEMS.iter().find(|(_, item)| *item == title);
            self.fate
                .insert(record.id, known.map_or('-', |(fate, _)| *fate));
        }
        Ok(())
    }

    /// Sees to it that the import is done, by this house or by the worker of a running server.
    async fn wait_for(&self, job: JobId) -> Result<(), Problem> {
        loop {
            self.house.work_now().await?;
            let mut read = self.house.read().await?;
            let found = store::jobs::get(&mut read.tx(), self.review, job).await?;
            drop(read);
            let state = found.map(|found| found.state).unwrap_or_default();
            if !matches!(state.as_str(), "waiting" | "running") {
                return Ok(());
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    async fn decide(
        &self,
        who: &Caller,
        stage: Stage,
        record: RecordId,
        verdict: Verdict,
        reason: usize,
        note: &str,
    ) -> Result<(), Problem> {
        let reasons = match verdict {
            Verdict::Exclude => self.reasons.get(reason).copied().into_iter().collect(),
            _ => Vec::new(),
        };
        let draft = DecisionDraft {
            id: DecisionId::from_uuid(self.house.id()),
            record,
            verdict,
            reasons,
            primary: None,
            note: note.to_owned(),
            criteria: 0,
        };
        self.house
            .decide(who, self.review, stage, draft, vec![])
            .await
            .map(|_| ())
    }

    /// What somebody says of a record: they agree on the clear ones and differ on some arguable ones.
    fn opinion(&self, record: RecordId, who: usize, n: usize) -> (Verdict, &'static str) {
        match self.fate.get(&record).copied().unwrap_or('-') {
            '+' if n % 13 == 7 && who == 1 => (Verdict::Unsure, ""),
            '+' => (Verdict::Include, ""),
            '~' if (n + who).is_multiple_of(3) => (
                Verdict::Include,
                "People may well have been referred; the abstract does not say.",
            ),
            '~' if (n + who) % 3 == 1 && n.is_multiple_of(2) => (Verdict::Unsure, ""),
            '~' => (Verdict::Exclude, "No referral is described."),
            _ => (Verdict::Exclude, ""),
        }
    }

    async fn resolve_some(&self, stage: Stage, leave: usize) -> Result<(), Problem> {
        let list = self
            .house
            .disagreements(self.lead, self.review, stage, false)
            .await?;
        let count = list.cases.len().saturating_sub(leave);
        for (n, line) in list.cases.into_iter().take(count).enumerate() {
            let include = n % 2 == 0;
            let reason = (stage == Stage::FullText && !include)
                .then(|| self.reasons.first().copied())
                .flatten();
            let why = match include {
                true => "A referral is likely, and the full text will tell.",
                false => "Nothing points to a referral from a health service.",
            };
            let outcome = if include {
                Outcome::Include
            } else {
                Outcome::Exclude
            };
            let resolving = Resolving {
                outcome,
                reason,
                why: text(why)?,
            };
            let record = line.case.record;
            self.house
                .resolve(self.lead, self.review, stage, record, resolving)
                .await?;
        }
        Ok(())
    }

    async fn pilot(&self) -> Result<(), Problem> {
        let stage = Stage::TitleAbstract;
        self.house
            .open_pilot(self.lead, self.review, stage, 15)
            .await?;
        for (who, person) in self.people.iter().enumerate() {
            loop {
                let desk = self.house.desk(person, self.review, stage).await?;
                if desk.next.is_empty() {
                    break;
                }
                for record in desk.next {
                    let n = record.number as usize;
                    let (verdict, note) = self.opinion(record.id, who, n);
                    self.decide(person, stage, record.id, verdict, n % 2, note)
                        .await?;
                }
            }
        }
        self.resolve_some(stage, 0).await?;
        self.house
            .sign_off(self.lead, self.review, stage, Round(1))
            .await?;
        self.house
            .open_main(self.lead, self.review, stage, None)
            .await
    }

    async fn screen(&self) -> Result<(), Problem> {
        let stage = Stage::TitleAbstract;
        let most = [30, 27, 22];
        let mut made = [0; 3];
        for day in 0..12 {
            self.time.go_on_to(SCREENING - day * 13);
            for (who, person) in self.people.iter().enumerate() {
                let desk = self.house.desk(person, self.review, stage).await?;
                for record in desk.next.into_iter().take(4) {
                    if made[who] >= most[who] {
                        break;
                    }
                    made[who] += 1;
                    let n = record.number as usize;
                    let (verdict, note) = self.opinion(record.id, who, n);
                    self.decide(person, stage, record.id, verdict, n % 2, note)
                        .await?;
                }
                self.house.leave_desk(person, self.review, stage).await?;
            }
        }
        self.resolve_some(stage, 2).await
    }

    async fn retrieve(&self) -> Result<(), Problem> {
        let ledger = self
            .house
            .full_texts(self.lead, self.review, None, 0)
            .await?;
        let count = ledger.reports.len();
        let seeker = &self.people[0];
        for (n, report) in ledger.reports.into_iter().enumerate() {
            let step = match count - n {
                1 => continue,
                2 => Step::Requested {
                    note: Some(text("Asked the authors by post.")?),
                },
                3 => {
                    let reason = text("No library that we asked holds the issue.")?;
                    let asked = Step::Requested {
                        note: Some(text("Interlibrary loan.")?),
                    };
                    self.house
                        .note_retrieval(seeker, self.review, report.id, asked)
                        .await?;
                    let step = Step::NotRetrieved { reason };
                    self.house
                        .note_retrieval(self.lead, self.review, report.id, step)
                        .await?;
                    continue;
                }
                _ => Step::Found {
                    link: WebLink::parse(&format!(
                        "https://example.org/texts/{}.pdf",
                        report.number
                    ))?,
                },
            };
            self.house
                .note_retrieval(seeker, self.review, report.id, step)
                .await?;
        }
        Ok(())
    }

    async fn judge(&self) -> Result<(), Problem> {
        let stage = Stage::FullText;
        let waiver = text("The criteria were piloted on titles and abstracts.")?;
        self.house
            .open_main(self.lead, self.review, stage, Some(waiver))
            .await?;
        let desk = self.house.desk(&self.people[0], self.review, stage).await?;
        let mut order: Vec<RecordId> = desk.next.iter().map(|record| record.id).collect();
        order.sort_unstable();
        self.house
            .leave_desk(&self.people[0], self.review, stage)
            .await?;
        for (n, record) in order.iter().enumerate() {
            let (first, second) = match n % 8 {
                5 => (Verdict::Exclude, Verdict::Exclude),
                6 => (Verdict::Include, Verdict::Exclude),
                7 => (Verdict::Exclude, Verdict::Include),
                _ => (Verdict::Include, Verdict::Include),
            };
            let pair = [(&self.people[0], first), (&self.people[1], second)];
            for (person, verdict) in pair {
                let note = match verdict {
                    Verdict::Exclude => "The activity was not offered by a health service.",
                    _ => "",
                };
                self.decide(person, stage, *record, verdict, n % 2, note)
                    .await?;
            }
        }
        self.resolve_some(stage, 1).await
    }

    async fn code(&self) -> Result<(), Problem> {
        let coders = [&self.people[0], &self.people[1]];
        let list = self.house.coding_list(self.lead, self.review).await?;
        for (n, line) in list.iter().take(3).enumerate() {
            for (who, coder) in coders.into_iter().enumerate() {
                if n == 2 && who == 1 {
                    continue;
                }
                self.write_statements(coder, line.report.report, who, n)
                    .await?;
            }
        }
        if let Some(first) = list.first() {
            let report = first.report.report;
            let (house, review) = (&self.house, self.review);
            house
                .take_into_consensus(coders[0], review, report, Take::Agreed)
                .await?;
            let comparison = house.comparison(coders[0], review, report).await?;
            for row in comparison.rows.iter().filter(|row| !row.agreed) {
                let take = match (&row.a, &row.b) {
                    (Some(a), Some(b)) => Take::Both(a.id, b.id),
                    (Some(one), None) | (None, Some(one)) => Take::One(one.id),
                    (None, None) => continue,
                };
                house
                    .take_into_consensus(coders[1], review, report, take)
                    .await?;
            }
            house
                .finish_consensus(coders[1], review, report, Vec::new())
                .await?;
        }
        Ok(())
    }

    async fn write_statements(
        &self,
        coder: &Caller,
        report: ReportId,
        who: usize,
        n: usize,
    ) -> Result<(), Problem> {
        let desk = self.house.coding_desk(coder, self.review, report).await?;
        let frame = |name: usize| desk.codebook.frames.get(name).map(|frame| frame.id);
        let theme = |name: usize| desk.codebook.themes.get(name).map(|theme| theme.id);
        let found: [(&str, usize, &[usize]); 5] = [
            (
                "A first visit together with the link worker made people stay",
                2,
                &[0],
            ),
            (
                "Groups had closed by the time people were referred",
                1,
                &[1, 4],
            ),
            ("Buses stop before the evening activities end", 1, &[1]),
            (
                "People asked for somebody who knows what is on offer nearby",
                0,
                &[0, 5],
            ),
            (
                "Money should follow the referral to the community group",
                3,
                &[4],
            ),
        ];
        for (place, (words, heading, themes)) in found.into_iter().enumerate() {
            if place == (who + n) % 5 {
                continue;
            }
            let mut themes: Vec<_> = themes.iter().filter_map(|t| theme(*t)).collect();
            if who == 1 && place == 1 {
                themes.truncate(1);
            }
            let draft = StatementDraft {
                text: words.to_owned(),
                frames: frame(heading).into_iter().collect(),
                themes,
                page: (2 + place + n).to_string(),
                mentions: u32::try_from(1 + (place + who) % 3).unwrap_or(1),
                memo: String::new(),
            };
            self.house
                .save_statement(coder, self.review, report, None, draft)
                .await?;
        }
        let year = desk
            .citation
            .year
            .map(|year| year.to_string())
            .unwrap_or_default();
        let answers = desk.codebook.fields.iter().filter_map(|field| {
            let answer = match &field.kind {
                domain::coding::FieldKind::Year => text(&year).ok(),
                domain::coding::FieldKind::OneOf { choices } => choices.get((n + who) / 2).cloned(),
                domain::coding::FieldKind::Text => text(&desk.sources.join(", ")).ok(),
            };
            answer.map(|answer| (field.id, Some(answer)))
        });
        let answers = answers.collect();
        self.house
            .answer_fields(coder, self.review, report, answers)
            .await?;
        if !(n == 1 && who == 1) {
            self.house
                .finish_coding(coder, self.review, report, true)
                .await?;
        }
        Ok(())
    }
}
