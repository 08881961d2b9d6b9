//! A review told step by step, for the tests of the use cases.

use domain::ids::{CriterionId, DecisionId, RecordId, ReviewId};
use domain::log::SourceKind;
use domain::people::{Role, Stages};
use domain::protocol::{CriterionKind, Readers};
use domain::screening::desk::DecisionDraft;
use domain::screening::{Stage, Verdict};
use domain::text::{Email, NonBlank, Password};
use domain::time::Timestamp;
use service::accounts::NewAccount;
use service::clock::Clock;
use service::protocol::{CriteriaDraft, CriterionDraft};
use service::reviews::NewReview;
use service::{Caller, House};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use store::Place;
use store::records::Filter;

/// A second passes with every look at it; chance is a counter.
struct Ticking(AtomicU64);

impl Clock for Ticking {
    fn now(&self) -> Timestamp {
        let tick = self.0.fetch_add(1, Ordering::Relaxed);
        Timestamp::from_micros(1_800_000_000_000_000).plus_seconds(tick as i64)
    }
    fn random(&self, bytes: &mut [u8]) {
        for byte in bytes {
            let tick = self.0.fetch_add(1, Ordering::Relaxed);
            *byte = (tick.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 56) as u8;
        }
    }
}

/// A house with one review; its lead takes part in no stage.
pub struct Story {
    pub house: House,
    pub lead: Caller,
    pub review: ReviewId,
    folder: PathBuf,
}

impl Drop for Story {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

pub fn words(text: &str) -> NonBlank {
    NonBlank::parse("words", text).unwrap()
}

fn account(name: &str) -> NewAccount {
    NewAccount {
        name: words(name),
        email: Email::parse(&format!("{name}@example.org")).unwrap(),
        password: Password::parse("twelve letters and more").unwrap(),
    }
}

impl Story {
    /// A new house; `name` must be the test's own.
    pub async fn begin(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("concord-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        let clock = Arc::new(Ticking(AtomicU64::new(1)));
        let house = House::open(&Place::Folder(folder.clone()), clock)
            .await
            .unwrap();
        let token = house.setup_token().await.unwrap().unwrap();
        let session = house.set_up(&token, account("Lea"), None).await.unwrap();
        let lead = house.caller(&session).await.unwrap().unwrap();
        let new = NewReview {
            title: words("Singing and lungs"),
            question: None,
            readers: Readers::Two,
            i_screen: false,
        };
        let review = house.start_review(&lead, new).await.unwrap();
        Self {
            house,
            lead,
            review,
            folder,
        }
    }

    /// Somebody joins the team.
    pub async fn joins(&self, name: &str, role: Role, stages: Stages) -> Caller {
        let link = self
            .house
            .invite(&self.lead, self.review, role, stages)
            .await
            .unwrap();
        let token = link.path.trim_start_matches("/join/").to_owned();
        let (_, session) = self.house.join_new(&token, account(name)).await.unwrap();
        self.house.caller(&session).await.unwrap().unwrap()
    }

    /// Publishes criteria that hold at both stages; gives their ids by rank.
    pub async fn criteria(&self, labels: &[&str]) -> Vec<CriterionId> {
        let criteria = labels
            .iter()
            .map(|label| CriterionDraft {
                id: None,
                kind: CriterionKind::Exclusion,
                label: words(label),
                text: None,
                title_abstract: true,
                full_text: true,
            })
            .collect();
        let draft = CriteriaDraft {
            note: words("first"),
            include_when: None,
            criteria,
        };
        self.house
            .publish_criteria(&self.lead, self.review, draft)
            .await
            .unwrap();
        let settings = self.house.settings(&self.lead, self.review).await.unwrap();
        let (criteria, _) = &settings.versions[0];
        criteria
            .criteria
            .iter()
            .map(|criterion| criterion.id)
            .collect()
    }

    /// Imports a file of these items from a source.
    pub async fn import(&self, source: &str, kind: SourceKind, items: &[u32]) {
        let file: String = items.iter().map(|n| item(*n)).collect();
        let stream = futures::stream::iter([Ok::<_, std::io::Error>(file.into_bytes())]);
        let name = format!("{source}.ris");
        let draft = self
            .house
            .keep_upload(&self.lead, self.review, &name, 1 << 20, stream)
            .await
            .unwrap();
        let job = self
            .house
            .draft_import(&self.lead, self.review, vec![draft])
            .await
            .unwrap();
        self.house
            .begin_import(&self.lead, self.review, job, vec![(words(source), kind)])
            .await
            .unwrap();
        self.house.work_now().await.unwrap();
    }

    /// The record of an item.
    pub async fn record(&self, item: u32) -> RecordId {
        let title = title(item);
        let list = self
            .house
            .records(&self.lead, self.review, Filter::default())
            .await
            .unwrap();
        let line = list.lines.into_iter().find(|line| line.title == title);
        line.unwrap_or_else(|| panic!("item {item} has no record"))
            .id
    }

    /// Opens main screening without a pilot.
    pub async fn open(&self, stage: Stage) {
        self.house
            .open_main(&self.lead, self.review, stage, Some(words("a small team")))
            .await
            .unwrap();
    }

    /// Somebody decides on an item.
    pub async fn decides(
        &self,
        who: &Caller,
        stage: Stage,
        item: u32,
        verdict: Verdict,
        reasons: &[CriterionId],
    ) {
        let draft = DecisionDraft {
            id: DecisionId::from_uuid(self.house.new_id()),
            record: self.record(item).await,
            verdict,
            reasons: reasons.to_vec(),
            primary: None,
            note: String::new(),
            criteria: 1,
        };
        self.house
            .decide(who, self.review, stage, draft, Vec::new())
            .await
            .unwrap();
    }
}

/// The words of the items: no two titles have more than the first two in common.
const THINGS: [&str; 20] = [
    "asthma",
    "breath",
    "choir",
    "diaphragm",
    "elders",
    "flute",
    "gamelan",
    "hymns",
    "intervals",
    "jazz",
    "karaoke",
    "lullabies",
    "madrigals",
    "notation",
    "opera",
    "phonation",
    "quartets",
    "rhythm",
    "sopranos",
    "timbre",
];

pub fn title(item: u32) -> String {
    let n = item as usize;
    format!(
        "Effects of {} on {} in {}",
        THINGS[n % 20],
        THINGS[(n * 3 + 7) % 20],
        THINGS[(n * 7 + 2) % 20]
    )
}

fn item(n: u32) -> String {
    format!(
        "TY  - JOUR\r\nTI  - {}\r\nAU  - {}son, A.\r\nPY  - {}\r\nDO  - 10.1000/item.{n}\r\n\
         T2  - Journal of {}\r\nVL  - {n}\r\nSP  - {}\r\nER  - \r\n",
        title(n),
        THINGS[(n as usize * 11 + 3) % 20],
        1990 + n,
        THINGS[(n as usize + 5) % 20],
        n * 10
    )
}
