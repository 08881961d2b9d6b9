//! The import job: reads, places, stages in small pieces, closes with one event.

use super::placing::{Placed, place};
use super::reading::{ReadFile, read};
use super::{ImportBody, KIND, body_of};
use crate::house::House;
use crate::problem::{Halt, Problem};
use domain::ids::{ImportId, JobId, PersonId, ReviewId};
use domain::log::{Chain, ClosedFile, Fact, MergeGround};
use domain::refusal::Refusal;
use domain::text::NonBlank;
use futures::FutureExt;
use sha2::{Digest, Sha256};
use std::time::Duration;
use store::intake::StagedHit;
use store::jobs::{Beat, Job};
use tokio::sync::watch;

/// How many entries go in at a time: few enough that nobody who decides meanwhile has to wait.
const PIECE: usize = 40;
/// A job whose node has been silent for so long is taken over, in seconds.
const SILENT: i64 = 30;
/// How often a job gives a sign of life, whatever it is busy with.
const ALIVE: Duration = Duration::from_secs(5);
/// How often a node looks for work it was not told of.
const LOOK: Duration = Duration::from_secs(3);

/// What stopped a job.
enum Stopped {
    Cancelled,
    /// Another node works on it now; what is staged is its business.
    TakenOver,
    /// Something it relied on changed meanwhile; from the start again.
    Again,
    Failed(Problem),
}

impl From<Problem> for Stopped {
    fn from(problem: Problem) -> Self {
        match problem {
            Problem::Refused(Refusal::Stale) => Self::Again,
            other => Self::Failed(other),
        }
    }
}

impl From<store::Error> for Stopped {
    fn from(error: store::Error) -> Self {
        Self::Failed(error.into())
    }
}

/// Works through waiting jobs until the process stops.
pub async fn work(house: House, mut stop: watch::Receiver<bool>) {
    loop {
        let told = house.inner.work.notified();
        match house.claim().await {
            Ok(Some(job)) => {
                tokio::select! {
                    biased;
                    _ = stop.wait_for(|stop| *stop) => return,
                    () = house.run(job) => {}
                }
                continue;
            }
            Ok(None) => {}
            Err(_) => tokio::time::sleep(LOOK).await,
        }
        tokio::select! {
            biased;
            _ = stop.wait_for(|stop| *stop) => return,
            () = told => {}
            () = tokio::time::sleep(LOOK) => {}
        }
    }
}

impl House {
    /// Works through everything that waits, then returns; for the command line and tests.
    pub async fn work_now(&self) -> Result<(), Problem> {
        while let Some(job) = self.claim().await? {
            self.run(job).await;
        }
        Ok(())
    }

    async fn claim(&self) -> Result<Option<Job>, Problem> {
        let now = self.inner.clock.present();
        // On the instance's chain, so that two nodes never take jobs of one review at once.
        let claimed = self
            .inner
            .store
            .write::<_, Option<Job>, store::Error>(&[Chain::Instance], now, |tx, now| {
                async move { store::jobs::claim(tx, now, now.plus_seconds(-SILENT)).await }.boxed()
            })
            .await?;
        Ok(claimed.filter(|job| job.kind == KIND))
    }

    async fn run(&self, job: Job) {
        let worked = tokio::select! {
            worked = self.import(&job) => worked,
            stopped = self.stay_alive(&job) => Err(stopped),
        };
        let ended = match worked {
            Ok(()) | Err(Stopped::TakenOver) => return,
            Err(Stopped::Cancelled) => ("cancelled", None),
            Err(Stopped::Again) => ("waiting", None),
            Err(Stopped::Failed(Problem::Internal(incident))) => (
                "failed",
                Some(format!(
                    "Something failed on the server (incident {incident}). Nothing was imported."
                )),
            ),
            Err(Stopped::Failed(_)) => (
                "failed",
                Some("It could not be finished. Nothing was imported.".to_owned()),
            ),
        };
        if let Ok(body) = body_of(&job) {
            self.sweep(&job, body.import).await;
        }
        let input = (
            job.id,
            job.turn,
            ended.0,
            ended.1,
            self.inner.clock.present(),
        );
        let noted = self
            .inner
            .store
            .write::<_, (), store::Error>(&[], input, |tx, (id, turn, state, words, now)| {
                async move { store::jobs::end(tx, id, turn, state, words.as_deref(), now).await }
                    .boxed()
            })
            .await;
        if let Err(error) = noted {
            Problem::internal(&error);
        }
    }

    /// Gives signs of life until the job is to stop: looking for duplicates can take longer than a
    /// node may be silent.
    async fn stay_alive(&self, job: &Job) -> Stopped {
        loop {
            tokio::time::sleep(ALIVE).await;
            match self.sign(job, None).await {
                Ok(()) | Err(Stopped::Failed(_) | Stopped::Again) => {}
                Err(stopped) => return stopped,
            }
        }
    }

    /// Takes back whatever an import that did not close has staged.
    async fn sweep(&self, job: &Job, import: ImportId) {
        loop {
            let input = (job.id, job.turn, import);
            let left = self
                .inner
                .store
                .write::<_, bool, store::Error>(&[], input, |tx, (id, turn, import)| {
                    async move {
                        Ok(store::jobs::holds(tx, id, turn).await?
                            && store::intake::sweep(tx, import, 100).await?)
                    }
                    .boxed()
                })
                .await;
            if !matches!(left, Ok(true)) {
                return;
            }
        }
    }

    async fn beat(&self, job: &Job, done: u64, total: u64, words: &str) -> Result<(), Stopped> {
        self.sign(job, Some((done, total, words.to_owned()))).await
    }

    async fn sign(&self, job: &Job, far: Option<(u64, u64, String)>) -> Result<(), Stopped> {
        let input = (job.id, job.turn, far, self.inner.clock.present());
        let beat = self
            .inner
            .store
            .write::<_, Beat, store::Error>(&[], input, |tx, (id, turn, far, now)| {
                async move { store::jobs::beat(tx, id, turn, far, now).await }.boxed()
            })
            .await?;
        match beat {
            Beat::GoOn => Ok(()),
            Beat::Cancelled => Err(Stopped::Cancelled),
            Beat::TakenOver => Err(Stopped::TakenOver),
        }
    }

    async fn import(&self, job: &Job) -> Result<(), Stopped> {
        let body = body_of(job)?;
        self.sweep(job, body.import).await;
        let files = self.read_files(job, &body).await?;
        let closed: Vec<ClosedFile> = files.iter().map(|file| file.closed.clone()).collect();
        let total: u64 = closed.iter().map(|file| file.entries).sum();
        self.beat(job, 0, total, "Looking for duplicates").await?;
        self.stage_warnings(job, body.import, &files).await?;
        let placed = self.place_entries(job.review, files).await?;
        for (n, piece) in placed.hits.chunks(PIECE).enumerate() {
            self.stage_hits(job, body.import, piece.to_vec()).await?;
            if n % 10 == 0 {
                let done = (n * PIECE) as u64;
                self.beat(job, done, total, "Taking the entries in").await?;
            }
        }
        self.stage_pairs(job, body.import, &placed).await?;
        self.beat(job, total, total, "Closing").await?;
        self.close_import(job, body.import, closed, total, placed)
            .await
    }

    async fn read_files(&self, job: &Job, body: &ImportBody) -> Result<Vec<ReadFile>, Stopped> {
        let mut files: Vec<ReadFile> = Vec::new();
        let count = body.files.len() as u64;
        for (no, file) in (0_i64..).zip(&body.files) {
            self.beat(
                job,
                no.unsigned_abs(),
                count,
                &format!("Reading {}", file.name),
            )
            .await?;
            let mut read_here = self.inner.store.read().await?;
            let known =
                store::intake::known_file(&mut read_here.tx(), job.review, &file.sha256).await?;
            drop(read_here);
            // The same file twice in one import counts once, too.
            let twice = files
                .iter()
                .find(|f| f.closed.sha256 == file.sha256 && f.closed.failed.is_none())
                .map(|f| f.closed.entries);
            let bytes = self.inner.store.file(&file.sha256).await?;
            let file = file.clone();
            let source = NonBlank::parse("source", &file.source)
                .or_else(|_| NonBlank::parse("source", "Unnamed source"))
                .map_err(|refusal| Stopped::Failed(refusal.into()))?;
            let read_file = tokio::task::spawn_blocking(move || {
                read(no, &file, bytes.as_deref(), known.or(twice), &source)
            })
            .await
            .map_err(|error| Problem::internal(&error))?;
            files.push(read_file);
        }
        Ok(files)
    }

    async fn stage_warnings(
        &self,
        job: &Job,
        import: ImportId,
        files: &[ReadFile],
    ) -> Result<(), Stopped> {
        for file in files {
            for (n, piece) in (0_i64..).zip(file.warnings.chunks(PIECE)) {
                let from = n * i64::try_from(PIECE).unwrap_or(1);
                let input = (job.id, job.turn, import, from, piece.to_vec());
                let held = self
                    .inner
                    .store
                    .write::<_, bool, store::Error>(&[], input, |tx, input| {
                        async move {
                            let (id, turn, import, from, piece) = input;
                            let held = store::jobs::holds(tx, id, turn).await?;
                            if held {
                                store::intake::stage_warnings(tx, import, from, &piece).await?;
                            }
                            Ok(held)
                        }
                        .boxed()
                    })
                    .await?;
                still(held)?;
            }
        }
        Ok(())
    }

    async fn place_entries(
        &self,
        review: ReviewId,
        files: Vec<ReadFile>,
    ) -> Result<Placed, Stopped> {
        let mut read = self.inner.store.read().await?;
        let here = store::records::placed(&mut read.tx(), review).await?;
        let apart = store::pairs::kept_apart(&mut read.tx(), review).await?;
        drop(read);
        let clock = std::sync::Arc::clone(&self.inner.clock);
        let placed = tokio::task::spawn_blocking(move || place(here, &apart, files, || clock.id()))
            .await
            .map_err(|error| Problem::internal(&error))?;
        Ok(placed)
    }

    async fn stage_hits(
        &self,
        job: &Job,
        import: ImportId,
        piece: Vec<StagedHit>,
    ) -> Result<(), Stopped> {
        let chains = [Chain::Review(job.review)];
        let input = (job.id, job.turn, job.review, import, piece);
        let held = self
            .inner
            .store
            .write::<_, bool, store::Error>(&chains, input, |tx, input| {
                async move {
                    let (id, turn, review, import, piece) = input;
                    let held = store::jobs::holds(tx, id, turn).await?;
                    if held {
                        store::intake::stage(tx, review, import, &piece).await?;
                    }
                    Ok(held)
                }
                .boxed()
            })
            .await?;
        still(held)
    }

    async fn stage_pairs(
        &self,
        job: &Job,
        import: ImportId,
        placed: &Placed,
    ) -> Result<(), Stopped> {
        for piece in placed.pairs.chunks(PIECE) {
            let rows: Vec<_> = piece
                .iter()
                .map(|p| (p.a, p.b, p.score, p.evidence.clone()))
                .collect();
            let input = (job.id, job.turn, import, rows);
            let held = self
                .inner
                .store
                .write::<_, bool, store::Error>(&[], input, |tx, (id, turn, import, rows)| {
                    async move {
                        let held = store::jobs::holds(tx, id, turn).await?;
                        if held {
                            for (a, b, score, evidence) in rows {
                                store::intake::stage_pair(tx, import, a, b, score, &evidence)
                                    .await?;
                            }
                        }
                        Ok(held)
                    }
                    .boxed()
                })
                .await?;
            still(held)?;
        }
        Ok(())
    }

    async fn close_import(
        &self,
        job: &Job,
        import: ImportId,
        files: Vec<ClosedFile>,
        entries: u64,
        placed: Placed,
    ) -> Result<(), Stopped> {
        let mut read = self.inner.store.read().await?;
        let sealed = store::intake::sealed(&mut read.tx(), import).await?;
        drop(read);
        let mut hasher = Sha256::new();
        for (hit, record, citation) in sealed {
            hasher.update(hit.uuid().as_bytes());
            hasher.update(record.uuid().as_bytes());
            hasher.update((citation.len() as u64).to_be_bytes());
            hasher.update(citation.as_bytes());
        }
        let closing = Fact::ImportClosed {
            import,
            files,
            entries,
            records: placed.records,
            digest: crate::secrets::hex(&hasher.finalize()),
            software: concat!("Concord ", env!("CARGO_PKG_VERSION")).to_owned(),
        };
        let mut facts = vec![closing];
        facts.extend(
            placed
                .merges
                .into_iter()
                .map(|(into, from, evidence)| Fact::RecordsMerged {
                    into,
                    from,
                    ground: MergeGround::Program { evidence },
                }),
        );
        let input = Closing {
            job: job.id,
            turn: job.turn,
            review: job.review,
            person: job.person,
            import,
            facts,
            at: self.inner.clock.now(),
        };
        self.write(job.review, input, |tx, input| close(tx, input).boxed())
            .await?;
        Ok(())
    }
}

fn still(held: bool) -> Result<(), Stopped> {
    match held {
        true => Ok(()),
        false => Err(Stopped::TakenOver),
    }
}

#[derive(Clone)]
struct Closing {
    job: JobId,
    turn: i64,
    review: ReviewId,
    person: PersonId,
    import: ImportId,
    facts: Vec<Fact>,
    at: domain::time::Timestamp,
}

async fn close(tx: &mut store::Tx<'_>, closing: Closing) -> Result<(), Halt> {
    let job = store::jobs::get(tx, closing.review, closing.job)
        .await?
        .ok_or(Halt::NotFound)?;
    // Cancelled at the last moment, or taken over by another node after a long silence.
    if job.cancel || job.state != "running" || job.turn != closing.turn {
        return Err(Halt::NotFound);
    }
    if store::intake::lost_ground(tx, closing.import).await? {
        return Err(Refusal::Stale.into());
    }
    for fact in closing.facts {
        let chain = Chain::Review(closing.review);
        store::log::append(tx, chain, closing.at, Some(closing.person), fact).await?;
    }
    Ok(store::jobs::end(tx, closing.job, closing.turn, "done", None, closing.at).await?)
}
