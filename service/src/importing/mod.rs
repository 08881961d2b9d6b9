//! Importing search results: files are kept as they come, read in a job, and become visible all at
//! once when the job closes.

mod guess;
mod job;
mod placing;
mod reading;
mod report;

pub use guess::KNOWN as KNOWN_SOURCES;
pub use job::work;
pub use report::{CutOff, ImportReport, ReportFile, WarningCount};
pub use store::intake::{Import, ImportFile, ReadWarning};

use crate::house::{Caller, House};
use crate::problem::{Halt, Problem};
use crate::seat::Seat;
use domain::ids::{ImportId, JobId, PersonId, ReviewId};
use domain::log::{Fact, SourceKind};
use domain::people::Permission;
use domain::refusal::Refusal;
use domain::text::NonBlank;
use domain::time::Timestamp;
use futures::{FutureExt, Stream};
use serde::{Deserialize, Serialize};
use store::Tx;
use store::files::NotKept;
use store::jobs::Job;

pub(crate) const KIND: &str = "import";
/// The state of an import whose files are here but whose sources nobody has named yet.
pub(crate) const DRAFT: &str = "draft";

/// A file on its way into a review.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftFile {
    /// SHA-256 of its bytes.
    pub sha256: String,
    /// Its name.
    pub name: String,
    /// Its size in bytes.
    pub size: u64,
    /// The format it looks like, or why it can't be read.
    pub looks: Result<String, String>,
    /// The source it seems to come from.
    pub source: String,
    /// What kind of source that is.
    pub kind: SourceKind,
    /// Take what comes before the place where the file is cut off.
    pub take_cut: bool,
}

/// What an import job is to do.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct ImportBody {
    pub(crate) import: ImportId,
    pub(crate) files: Vec<DraftFile>,
}

/// How an import stands.
#[derive(Clone, Debug)]
pub struct ImportStatus {
    /// The job.
    pub job: JobId,
    /// The import it makes.
    pub import: ImportId,
    /// `draft`, `waiting`, `running`, `done`, `failed` or `cancelled`.
    pub state: String,
    /// Its files.
    pub files: Vec<DraftFile>,
    /// How much is done, of `total`.
    pub done: u64,
    /// How much there is to do; 0 while unknown.
    pub total: u64,
    /// What it is doing, or why it failed.
    pub words: Option<String>,
    /// Whether somebody asked it to stop.
    pub cancelling: bool,
    /// When it was begun.
    pub made_at: Timestamp,
    /// Who began it.
    pub by: Option<String>,
}

/// An import that is complete, with its files.
#[derive(Clone, Debug)]
pub struct Imported {
    /// The import.
    pub import: Import,
    /// Its files.
    pub files: Vec<ImportFile>,
    /// Who made it.
    pub by: Option<String>,
}

/// The page of searches.
#[derive(Clone, Debug)]
pub struct Searches {
    /// The imports with their files, newest first.
    pub imports: Vec<Imported>,
    /// Imports that are not complete, newest first.
    pub jobs: Vec<ImportStatus>,
    /// Entries by source.
    pub sources: Vec<(String, SourceKind, u64)>,
    /// Whether the viewer may import.
    pub may: bool,
}

impl House {
    /// Keeps a file as it streams in. Only for those who may import.
    pub async fn keep_upload<S, B, E>(
        &self,
        caller: &Caller,
        review: ReviewId,
        name: &str,
        limit: u64,
        stream: S,
    ) -> Result<DraftFile, Problem>
    where
        S: Stream<Item = Result<B, E>> + Send,
        B: AsRef<[u8]> + Send,
        E: std::fmt::Display,
    {
        let membership = self
            .membership(caller, review)
            .await?
            .ok_or(Problem::NotFound)?;
        if !membership.role.may(Permission::Search) {
            return Err(Problem::NotFound);
        }
        let now = self.inner.clock.now();
        let kept = self
            .inner
            .store
            .keep_file(stream, limit, now)
            .await
            .map_err(|e| match e {
                NotKept::TooLarge => Problem::Refused(Refusal::FileTooLarge { limit }),
                NotKept::Broken(words) => Problem::Refused(Refusal::FileUnreadable {
                    file: name.to_owned(),
                    words: format!("It did not arrive whole: {words}"),
                }),
                NotKept::Store(error) => error.into(),
            })?;
        let bytes = self
            .inner
            .store
            .file(&kept.sha256)
            .await?
            .unwrap_or_default();
        let name: String = name.chars().filter(|c| !c.is_control()).take(200).collect();
        let guessed = guess::look(bytes, &name).await?;
        Ok(DraftFile {
            sha256: kept.sha256,
            name,
            size: kept.size,
            looks: guessed.looks,
            source: guessed.source,
            kind: guessed.kind,
            take_cut: false,
        })
    }

    /// Makes a draft of an import from kept files, for their sources to be named.
    pub async fn draft_import(
        &self,
        caller: &Caller,
        review: ReviewId,
        files: Vec<DraftFile>,
    ) -> Result<JobId, Problem> {
        if files.is_empty() {
            return Err(Refusal::Missing {
                field: "files".into(),
            }
            .into());
        }
        let import = ImportId::from_uuid(self.id());
        let body = serde_json::to_string(&ImportBody { import, files })
            .map_err(|error| Problem::internal(&error))?;
        let acting = self.acting(caller, review);
        let job = Job {
            id: JobId::from_uuid(self.id()),
            review,
            person: caller.person,
            kind: KIND.to_owned(),
            state: DRAFT.to_owned(),
            body,
            done: 0,
            total: 0,
            words: None,
            cancel: false,
            made_at: acting.at,
            beat_at: acting.at,
            turn: 0,
        };
        let id = job.id;
        self.write(review, (acting, job), |tx, (acting, job)| {
            async move {
                let mut librarian = Seat::take(tx, acting).await?.librarian()?;
                Ok(store::jobs::make(librarian.tx(), &job).await?)
            }
            .boxed()
        })
        .await?;
        Ok(id)
    }

    /// Names the sources of a draft's files and begins the import.
    pub async fn begin_import(
        &self,
        caller: &Caller,
        review: ReviewId,
        job: JobId,
        sources: Vec<(NonBlank, SourceKind)>,
    ) -> Result<(), Problem> {
        let acting = self.acting(caller, review);
        self.write(
            review,
            (acting, job, sources),
            |tx, (acting, job, sources)| {
                async move {
                    let mut me = Seat::take(tx, acting).await?.librarian()?;
                    let (review, at) = (me.review(), me.at());
                    let found = store::jobs::get(me.tx(), review, job).await?;
                    let found = found.filter(|job| job.kind == KIND).ok_or(Halt::NotFound)?;
                    if found.state != DRAFT {
                        return Ok(());
                    }
                    let mut body = body_of(&found)?;
                    if sources.len() != body.files.len() {
                        return Err(Refusal::Missing {
                            field: "sources".into(),
                        }
                        .into());
                    }
                    for (file, (source, kind)) in body.files.iter_mut().zip(sources) {
                        source.as_str().clone_into(&mut file.source);
                        file.kind = kind;
                    }
                    let body = serde_json::to_string(&body)
                        .map_err(|e| store::Error::inconsistent("job", e))?;
                    Ok(store::jobs::begin(me.tx(), job, &body, at).await?)
                }
                .boxed()
            },
        )
        .await?;
        self.inner.work.notify_one();
        Ok(())
    }

    /// Takes what a cut-off file has before the break, as an import of its own.
    pub async fn take_cut_off(
        &self,
        caller: &Caller,
        review: ReviewId,
        import: ImportId,
        file: i64,
    ) -> Result<JobId, Problem> {
        let report = self.import_report(caller, review, import).await?;
        let file = report
            .files
            .into_iter()
            .find(|f| f.file.no == file && f.cut_off.is_some())
            .ok_or(Problem::NotFound)?
            .file;
        let source = NonBlank::parse("source", &file.source)?;
        let draft = DraftFile {
            sha256: file.sha256,
            name: file.name,
            size: 0,
            looks: Ok(file.format),
            source: file.source,
            kind: file.kind,
            take_cut: true,
        };
        let job = self.draft_import(caller, review, vec![draft]).await?;
        self.begin_import(caller, review, job, vec![(source, file.kind)])
            .await?;
        Ok(job)
    }

    /// How an import stands.
    pub async fn import_status(
        &self,
        caller: &Caller,
        review: ReviewId,
        job: JobId,
    ) -> Result<ImportStatus, Problem> {
        let mut read = self.read().await?;
        let tx = &mut read.tx();
        store::people::membership(tx, review, caller.person)
            .await?
            .ok_or(Problem::NotFound)?;
        let job = store::jobs::get(tx, review, job)
            .await?
            .filter(|job| job.kind == KIND)
            .ok_or(Problem::NotFound)?;
        Ok(status(tx, job).await?)
    }

    /// Asks an import to stop. Nothing of it was visible, and nothing of it stays; the files do.
    pub async fn cancel_import(
        &self,
        caller: &Caller,
        review: ReviewId,
        job: JobId,
    ) -> Result<(), Problem> {
        let acting = self.acting(caller, review);
        self.write(review, (acting, job), |tx, (acting, job)| {
            async move {
                let mut me = Seat::take(tx, acting).await?.librarian()?;
                let review = me.review();
                Ok(store::jobs::cancel(me.tx(), review, job).await?)
            }
            .boxed()
        })
        .await
    }

    /// The imports of a review.
    pub async fn searches(&self, caller: &Caller, review: ReviewId) -> Result<Searches, Problem> {
        let mut read = self.read().await?;
        let tx = &mut read.tx();
        let membership = store::people::membership(tx, review, caller.person)
            .await?
            .ok_or(Problem::NotFound)?;
        let mut imports = Vec::new();
        for import in store::intake::imports(tx, review, 100).await? {
            let files = store::intake::files(tx, import.id).await?;
            let by = name_of(tx, import.by.map(PersonId::from_uuid)).await?;
            imports.push(Imported { import, files, by });
        }
        let mut jobs = Vec::new();
        for job in store::jobs::of_review(tx, review, 20).await? {
            if job.kind == KIND && job.state != "done" {
                jobs.push(status(tx, job).await?);
            }
        }
        Ok(Searches {
            imports,
            jobs,
            sources: store::intake::known_sources(tx, review).await?,
            may: membership.role.may(Permission::Search),
        })
    }

    /// Undoes an import, while nothing stands on it.
    pub async fn undo_import(
        &self,
        caller: &Caller,
        review: ReviewId,
        import: ImportId,
    ) -> Result<(), Problem> {
        let acting = self.acting(caller, review);
        self.write(review, (acting, import), |tx, (acting, import)| {
            async move {
                let mut me = Seat::take(tx, acting).await?.librarian()?;
                let review = me.review();
                let all = store::intake::imports(me.tx(), review, 1_000).await?;
                all.iter()
                    .find(|i| i.id == import && i.visible)
                    .ok_or(Halt::NotFound)?;
                let decisions = store::intake::built_on(me.tx(), import).await?;
                if decisions > 0 {
                    return Err(Refusal::ImportBuiltOn { decisions }.into());
                }
                me.log(Fact::ImportUndone { import }).await?;
                Ok(())
            }
            .boxed()
        })
        .await
    }
}

fn body_of(job: &Job) -> Result<ImportBody, store::Error> {
    serde_json::from_str(&job.body).map_err(|e| store::Error::inconsistent("job", e))
}

async fn name_of(
    tx: &mut Tx<'_>,
    person: Option<PersonId>,
) -> Result<Option<String>, store::Error> {
    Ok(match person {
        Some(person) => store::people::get(tx, person)
            .await?
            .map(|found| found.name),
        None => None,
    })
}

async fn status(tx: &mut Tx<'_>, job: Job) -> Result<ImportStatus, store::Error> {
    let body = body_of(&job)?;
    Ok(ImportStatus {
        job: job.id,
        import: body.import,
        state: job.state,
        files: body.files,
        done: job.done,
        total: job.total,
        words: job.words,
        cancelling: job.cancel,
        made_at: job.made_at,
        by: name_of(tx, Some(job.person)).await?,
    })
}
