//! What was saved is on disk: the server is killed in the middle of work, again and again, and every
//! decision it acknowledged is there afterwards, once.
//!
//! This shows that a killed process loses nothing. That a power cut loses nothing rests on SQLite's
//! `synchronous = FULL`, which a test of processes cannot show.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod chance;
mod client;
mod concord;
mod history;
mod reviewer;

use chance::Chance;
use concord::Concord;
use domain::ids::ReviewId;
use domain::people::{Role, Stages};
use domain::screening::Stage;
use history::{Kept, Sent};
use reviewer::Reviewer;
use service::House;
use service::clock::{Clock, SystemClock};
use std::sync::Arc;
use std::time::{Duration, Instant};
use store::{Place, Store};
use world::cast::{Team, session};
use world::{Engine, Folder, World};

/// How many records there are; each needs two decisions.
const RECORDS: usize = 240;
/// How many times the server is killed while people work.
const KILLS: usize = 5;
/// How many tabs each reviewer works in.
const TABS: usize = 2;
/// Nothing takes longer than this, also on a machine that is busy with other things.
const PATIENCE: Duration = Duration::from_secs(240);

struct Prepared {
    place: Place,
    review: ReviewId,
    people: Vec<Reviewer>,
    _folder: Folder,
}

/// Three reviewers, so that a record can be offered to one more than it needs.
async fn prepare() -> Prepared {
    let team = Team::with_records(Engine::Sqlite, RECORDS).await;
    let cem = team.welcome("Cem", Role::Reviewer, Stages::ALL).await;
    let Team {
        world,
        review,
        ana,
        ben,
        ..
    } = team;
    // The server goes by the computer's clock, so the sessions must be of today.
    world.clock.set(SystemClock.now(), 7);
    let mut people = Vec::new();
    for person in [&ana, &ben, &cem] {
        let token = session(&world, person.person).await;
        people.push(Reviewer::new(person.person, review, token));
    }
    let World {
        house,
        place,
        folder,
        ..
    } = world;
    house.close().await;
    Prepared {
        place,
        review,
        people,
        _folder: folder,
    }
}

/// Kills the server at random moments while decisions come in, and starts it again.
fn hammer(folder: &std::path::Path, people: &[Reviewer], chance: &mut Chance) -> Vec<Sent> {
    let began = Instant::now();
    let concord = Concord::start(folder, PATIENCE);
    let place = concord.address();
    std::thread::scope(|threads| {
        let workers: Vec<_> = people
            .iter()
            .flat_map(|person| (0..TABS).map(move |tab| (person, tab)))
            .map(|(person, tab)| {
                let place = Arc::clone(&place);
                let chance = chance.split();
                threads.spawn(move || person.work(tab, &place, chance, began + PATIENCE))
            })
            .collect();
        let saved = || people.iter().map(Reviewer::saved).sum::<usize>();
        let mut concord = concord;
        for kill in 1..=KILLS {
            let enough = kill * RECORDS * 2 / (KILLS + 1);
            while saved() < enough && began.elapsed() < PATIENCE {
                std::thread::sleep(Duration::from_millis(1));
            }
            std::thread::sleep(Duration::from_micros(chance.below(30_000)));
            concord.kill();
            if kill == 3 {
                // Once while it is still starting, too.
                concord.start_again();
                std::thread::sleep(Duration::from_micros(chance.below(200_000)));
                concord.kill();
            }
            concord.start_again();
        }
        let sent = workers
            .into_iter()
            .flat_map(|w| w.join().unwrap())
            .collect();
        concord.kill();
        sent
    })
}

#[test]
fn what_was_acknowledged_is_there_once_however_often_the_server_dies() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let prepared = runtime.block_on(prepare());
    let Place::Folder(folder) = &prepared.place else {
        panic!("SQLite is in a folder");
    };
    let mut chance = Chance::of_today();
    let seed = chance.to_string();
    let sent = hammer(folder, &prepared.people, &mut chance);
    let kept = runtime.block_on(async {
        let store = Store::open(&prepared.place).await.unwrap();
        let kept = Kept::read(&store, prepared.review, Stage::TitleAbstract).await;
        store.close().await;
        kept
    });
    let acknowledged = sent.iter().filter(|sent| sent.acknowledged).count();
    println!(
        "{} decisions sent, {acknowledged} acknowledged, {} kept; {seed}",
        sent.len(),
        kept.decisions.len()
    );
    assert_eq!(history::check(&sent, &kept, RECORDS, 2), Ok(()), "{seed}");

    // The checker itself finds what must not be: a lost, a doubled, an unasked, a changed decision.
    let mut lost = kept.clone();
    let place = lost
        .decisions
        .iter()
        .position(|d| sent.iter().any(|s| s.acknowledged && s.id == d.id));
    lost.decisions.remove(place.unwrap());
    let mut doubled = kept.clone();
    doubled.decisions.push(doubled.decisions[0].clone());
    let mut changed = kept.clone();
    changed.decisions[0].verdict = match changed.decisions[0].verdict {
        domain::screening::Verdict::Include => domain::screening::Verdict::Exclude,
        _ => domain::screening::Verdict::Include,
    };
    for (what, wrong) in [("lost", lost), ("doubled", doubled), ("changed", changed)] {
        assert!(history::check(&sent, &wrong, RECORDS, 2).is_err(), "{what}");
    }
    let first = kept.decisions[0].id;
    let unasked: Vec<Sent> = sent.into_iter().filter(|sent| sent.id != first).collect();
    assert!(
        history::check(&unasked, &kept, RECORDS, 2).is_err(),
        "unasked"
    );

    // And the house opens on it as if nothing had happened.
    runtime.block_on(async {
        let house = House::open(&prepared.place, Arc::new(SystemClock))
            .await
            .unwrap();
        house.close().await;
    });
}
