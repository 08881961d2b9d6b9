//! A process of its own for each test: fresh data, a lead, a reviewer, a stranger.

use app::document::Site;
use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use domain::ids::ReviewId;
use domain::people::{Role, Stages};
use domain::protocol::Readers;
use domain::text::{Email, NonBlank, Password};
use server::process::Process;
use server::route::Route;
use server::router;
use service::accounts::NewAccount;
use service::clock::SystemClock;
use service::reviews::NewReview;
use service::{Caller, House};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use tokio::sync::watch;
use tower::ServiceExt;

/// Where the process under test says it is reached.
pub const URL: &str = "https://concord.example";
/// What the lead typed as a password.
pub const PASSWORD: &str = "four or five words";

/// The process and its people.
pub struct World {
    pub house: House,
    pub router: Router,
    pub review: ReviewId,
    pub lead: Person,
    pub reviewer: Person,
    /// Has an account, and leads another review.
    pub stranger: Person,
    /// Asks the process to stop.
    pub stop: watch::Sender<bool>,
    folder: PathBuf,
}

/// Somebody signed in.
pub struct Person {
    pub token: String,
    pub caller: Caller,
}

/// A whole answer.
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub text: String,
}

impl Answer {
    pub fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().unwrap())
    }
}

impl World {
    pub async fn new() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("concord-it-{}-{number}", std::process::id());
        let folder = std::env::temp_dir().join(name);
        let place = store::Place::Folder(folder.clone());
        let house = House::open(&place, Arc::new(SystemClock)).await.unwrap();
        let setup = house.setup_token().await.unwrap().unwrap();
        let token = house
            .set_up(&setup, account("Ada Lead"), None)
            .await
            .unwrap();
        let lead = person(&house, token).await;
        let review = start(&house, &lead).await;
        let reviewer = join(&house, &lead, review, "Ben Reader").await;
        let other = start(&house, &lead).await;
        let stranger = join(&house, &lead, other, "Cem Stranger").await;
        let (stop, stopped) = watch::channel(false);
        let process = Process {
            house: house.clone(),
            url: Arc::new(URL.parse().unwrap()),
            site: Arc::new(Site::new("concord-0")),
            stop: stopped,
        };
        let router = router::router(process);
        Self {
            house,
            router,
            review,
            lead,
            reviewer,
            stranger,
            stop,
            folder,
        }
    }

    /// The route's path in the review; ids that are not the review's name nothing.
    pub fn path(&self, route: &Route) -> String {
        let review = self.review.to_string();
        let parts = route.path.split('/').map(|part| match part {
            "{review}" => review.as_str(),
            part if part.starts_with('{') => "00000000-0000-7000-8000-000000000000",
            part => part,
        });
        parts.collect::<Vec<_>>().join("/")
    }

    /// A request as our own pages make it.
    pub fn request(&self, route: &Route, who: Option<&Person>, body: Body) -> Request<Body> {
        request(route.method.method(), &self.path(route), who, body)
    }

    pub async fn send(&self, request: Request<Body>) -> Answer {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = axum::body::to_bytes(body, usize::MAX).await.unwrap();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        Answer {
            status: parts.status,
            headers: parts.headers,
            text,
        }
    }

    pub async fn get(&self, path: &str, who: Option<&Person>) -> Answer {
        self.send(request(Method::GET, path, who, Body::empty()))
            .await
    }

    pub async fn post(&self, path: &str, who: Option<&Person>, form: &str) -> Answer {
        self.send(request(
            Method::POST,
            path,
            who,
            Body::from(form.to_owned()),
        ))
        .await
    }
}

impl Drop for World {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

pub fn request(method: Method, path: &str, who: Option<&Person>, body: Body) -> Request<Body> {
    let mut request = Request::builder()
        .method(method)
        .uri(path)
        .header(header::HOST, "concord.example")
        .header(header::ORIGIN, URL)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    if let Some(person) = who {
        request = request.header(header::COOKIE, format!("__Host-session={}", person.token));
    }
    request.body(body).unwrap()
}

fn account(name: &str) -> NewAccount {
    let email = format!("{}@concord.example", name.to_lowercase().replace(' ', "."));
    NewAccount {
        name: NonBlank::parse("name", name).unwrap(),
        email: Email::parse(&email).unwrap(),
        password: Password::parse(PASSWORD).unwrap(),
    }
}

async fn person(house: &House, token: String) -> Person {
    let caller = house.caller(&token).await.unwrap().unwrap();
    Person { token, caller }
}

async fn start(house: &House, lead: &Person) -> ReviewId {
    let title = NonBlank::parse("title", "Choirs and breath").unwrap();
    let new = NewReview {
        title,
        question: None,
        readers: Readers::Two,
        i_screen: true,
    };
    house.start_review(&lead.caller, new).await.unwrap()
}

async fn join(house: &House, lead: &Person, review: ReviewId, name: &str) -> Person {
    let invitation = house
        .invite(&lead.caller, review, Role::Reviewer, Stages::ALL)
        .await
        .unwrap();
    let link = invitation.path.rsplit('/').next().unwrap().to_owned();
    let (_, token) = house.join_new(&link, account(name)).await.unwrap();
    person(house, token).await
}
