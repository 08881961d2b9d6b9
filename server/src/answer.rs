//! From a request to its answer: who asks, whether they may, what is done, what is sent.

use crate::process::Process;
use crate::route::{Act, Handler, Route, Show, Take, Verb, Who};
use crate::{guard, headers, limits, session};
use app::context::Visit;
use app::document::{self, Page};
use app::forms::act::{Done, Stop};
use app::forms::upload::Upload;
use app::forms::{Form, Refused};
use app::links;
use app::pages::problem;
use app::wire::CallError;
use app::words::problem as words;
use axum::body::{Body, Bytes};
use axum::extract::{ConnectInfo, FromRequest, FromRequestParts, Query, RawPathParams, Request};
use axum::http::request::Parts;
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Response};
use domain::refusal::Refusal;
use futures::FutureExt;
use service::Problem;
use std::net::SocketAddr;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;

/// The nonce of the response to come, in the request's extensions.
#[derive(Clone)]
struct Nonce(Arc<str>);

/// Around every answer: the guard before it, the headers after it.
pub async fn in_front(process: Process, mut request: Request, next: Next) -> Response {
    let nonce = Nonce(headers::mint().into());
    let mut response = if guard::admits(request.method(), request.headers(), &process.url) {
        request.extensions_mut().insert(nonce.clone());
        let answer = AssertUnwindSafe(next.run(request)).catch_unwind().await;
        answer.unwrap_or_else(|_| {
            failure(
                &process,
                &nonce,
                StatusCode::INTERNAL_SERVER_ERROR,
                words::fell(),
            )
        })
    } else {
        failure(&process, &nonce, StatusCode::FORBIDDEN, words::foreign())
    };
    headers::set(response.headers_mut(), &nonce.0, &process.url);
    response
}

/// For an address nobody answers.
pub async fn nothing_here(process: Process, request: Request) -> Response {
    let nonce = nonce_of(request.extensions());
    failure(&process, &nonce, StatusCode::NOT_FOUND, words::not_found())
}

/// Carries out one route.
pub async fn carry_out(route: &'static Route, process: Process, request: Request) -> Response {
    let (mut parts, body) = request.into_parts();
    let nonce = nonce_of(&parts.extensions);
    let asking = Asking {
        route,
        process,
        nonce,
    };
    let visit = match asking.visit(&mut parts).await {
        Ok(visit) => visit,
        Err(problem) => return asking.problem(problem),
    };
    if !route.who.admits(visit.caller.as_ref(), visit.member) {
        return asking.turned_away(&visit);
    }
    match route.handler {
        Handler::Page(show) => asking.page(show, visit, StatusCode::OK).await,
        Handler::Form(name, act, show) => {
            let form = match limits::whole(&parts.headers, body, route.body_limit).await {
                Ok(bytes) => read_form(parts, bytes).await,
                Err(unread) => return asking.unread(unread),
            };
            match form {
                Some(form) => asking.form(name, act, show, visit, form).await,
                None => asking.failure(StatusCode::BAD_REQUEST, words::malformed()),
            }
        }
        Handler::Upload(name, take, show) => {
            asking
                .upload(name, take, show, visit, Request::from_parts(parts, body))
                .await
        }
        Handler::Call => match limits::whole(&parts.headers, body, route.body_limit).await {
            Ok(bytes) => crate::call::answer(visit, parts, bytes).await,
            Err(unread) => asking.unread(unread),
        },
        Handler::Own(own) => {
            own(
                asking.process.clone(),
                visit,
                Request::from_parts(parts, body),
            )
            .await
        }
    }
}

/// A request on its way through a route.
struct Asking {
    route: &'static Route,
    process: Process,
    nonce: Nonce,
}

impl Asking {
    async fn visit(&self, parts: &mut Parts) -> Result<Visit, Problem> {
        let path = match RawPathParams::from_request_parts(parts, &()).await {
            Ok(path) => path
                .iter()
                .map(|(n, v)| (n.to_owned(), v.to_owned()))
                .collect(),
            Err(_) => return Err(Problem::NotFound),
        };
        let query = Query::<Vec<(String, String)>>::try_from_uri(&parts.uri);
        let house = self.process.house.clone();
        let caller = match session::token(&parts.headers, &self.process.url) {
            Some(token) => house.caller(token).await?,
            None => None,
        };
        let mut visit = Visit {
            house,
            caller,
            member: None,
            peer: parts
                .extensions
                .get::<ConnectInfo<SocketAddr>>()
                .map(|info| info.0.ip()),
            address: parts
                .uri
                .path_and_query()
                .map_or("/", |address| address.as_str())
                .into(),
            path: Arc::new(Form(path)),
            query: Arc::new(Form(query.map(|query| query.0).unwrap_or_default())),
            public_url: self.process.url.origin().into(),
            refused: None,
        };
        if let (Some(caller), true) = (&visit.caller, visit.path.get("review").is_some()) {
            let review = visit.review()?;
            visit.member = visit.house.membership(caller, review).await?;
        }
        Ok(visit)
    }

    /// Somebody who may not come here: asked to sign in if that could help, else told the same as
    /// for an address that does not exist.
    fn turned_away(&self, visit: &Visit) -> Response {
        let Asking { route, .. } = self;
        if visit.caller.is_some() || route.who == Who::Anyone {
            return self.problem(Problem::NotFound);
        }
        match (route.handler, route.method) {
            (Handler::Call, _) => json(&CallError::signed_out()),
            (Handler::Own(_), _) => StatusCode::UNAUTHORIZED.into_response(),
            (_, Verb::Get) => go(&links::sign_in_then(&visit.address)),
            (_, Verb::Post) => self.failure(StatusCode::UNAUTHORIZED, words::signed_out()),
        }
    }

    async fn page(&self, show: Show, visit: Visit, status: StatusCode) -> Response {
        match show(visit).await {
            Ok(page) => match page.elsewhere() {
                Some(to) => go(to),
                None => html(&self.process, &self.nonce, status, page),
            },
            Err(problem) => self.problem(problem),
        }
    }

    async fn form(
        &self,
        name: &'static str,
        act: Act,
        show: Show,
        visit: Visit,
        form: Form,
    ) -> Response {
        match act(visit.clone(), form.clone()).await {
            Ok(done) => self.done(done),
            Err(stop) => {
                self.refused(
                    name,
                    show,
                    visit,
                    stop,
                    form,
                    StatusCode::UNPROCESSABLE_ENTITY,
                )
                .await
            }
        }
    }

    async fn upload(
        &self,
        name: &'static str,
        take: Take,
        show: Show,
        visit: Visit,
        request: Request,
    ) -> Response {
        let limit = self.route.body_limit;
        let too_large = || Stop::from(Refusal::FileTooLarge { limit });
        let status = StatusCode::PAYLOAD_TOO_LARGE;
        if limits::announced(request.headers(), limit) {
            limits::pass_over(request.into_body()).await;
            return self
                .refused(name, show, visit, too_large(), Form::default(), status)
                .await;
        }
        let boundary = request
            .headers()
            .get(header::CONTENT_TYPE)
            .and_then(|kind| multer::parse_boundary(kind.to_str().ok()?).ok());
        let Some(boundary) = boundary else {
            return self.failure(StatusCode::BAD_REQUEST, words::malformed());
        };
        let (body, exceeded) = limits::cut(request.into_body(), limit);
        let parts = multer::Multipart::new(body.into_data_stream(), boundary);
        let mut upload = Upload::new(parts);
        let taken = take(visit.clone(), &mut upload).await;
        // What is left is read, or the browser would never see the answer.
        let texts = upload.finish().await;
        match taken {
            Ok(done) => self.done(done),
            Err(_) if exceeded.yes() => {
                self.refused(name, show, visit, too_large(), texts, status)
                    .await
            }
            Err(stop) => {
                let status = StatusCode::UNPROCESSABLE_ENTITY;
                self.refused(name, show, visit, stop, texts, status).await
            }
        }
    }

    /// The form's page again, with what was typed and the words beside it.
    async fn refused(
        &self,
        name: &'static str,
        show: Show,
        visit: Visit,
        stop: Stop,
        form: Form,
        status: StatusCode,
    ) -> Response {
        match Refused::new(name, stop, form) {
            Ok(refused) => {
                let visit = Visit {
                    refused: Some(Arc::new(refused)),
                    ..visit
                };
                self.page(show, visit, status).await
            }
            Err(problem) => self.problem(problem),
        }
    }

    fn done(&self, done: Done) -> Response {
        let url = &self.process.url;
        let (to, cookie) = match done {
            Done::To(to) => (to, None),
            Done::SignedIn { token, to } => (to, session::begin(&token, url)),
            Done::SignedOut { to } => (to, session::end(url)),
        };
        let mut response = go(&to);
        if let Some(cookie) = cookie {
            response.headers_mut().insert(header::SET_COOKIE, cookie);
        }
        response
    }

    fn unread(&self, unread: limits::Unread) -> Response {
        match (unread, self.route.handler) {
            (limits::Unread::TooLarge, Handler::Call) => json(&CallError::too_large()),
            (limits::Unread::TooLarge, _) => {
                self.failure(StatusCode::PAYLOAD_TOO_LARGE, words::too_large())
            }
            (limits::Unread::Broken, _) => {
                self.failure(StatusCode::BAD_REQUEST, words::malformed())
            }
        }
    }

    fn problem(&self, problem: Problem) -> Response {
        if matches!(self.route.handler, Handler::Call) {
            return json(&CallError::from(problem));
        }
        match problem {
            Problem::NotFound => self.failure(StatusCode::NOT_FOUND, words::not_found()),
            Problem::Busy => self.failure(StatusCode::SERVICE_UNAVAILABLE, words::busy()),
            Problem::Refused(refusal) => {
                self.failure(StatusCode::UNPROCESSABLE_ENTITY, words::refused(&refusal))
            }
            Problem::Internal(incident) => {
                let failure = words::failed(&incident.to_string());
                self.failure(StatusCode::INTERNAL_SERVER_ERROR, failure)
            }
        }
    }

    fn failure(&self, status: StatusCode, failure: words::Failure) -> Response {
        self::failure(&self.process, &self.nonce, status, failure)
    }
}

fn failure(
    process: &Process,
    nonce: &Nonce,
    status: StatusCode,
    failure: words::Failure,
) -> Response {
    html(process, nonce, status, problem::page(failure))
}

fn html(process: &Process, nonce: &Nonce, status: StatusCode, page: Page) -> Response {
    (
        status,
        Html(document::render(page, &process.site, &nonce.0)),
    )
        .into_response()
}

/// See Other: the browser asks for `to` with GET, so that reloading does not send a form again.
fn go(to: &str) -> Response {
    match HeaderValue::from_str(to) {
        Ok(to) => (StatusCode::SEE_OTHER, [(header::LOCATION, to)]).into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// A failed call as its island reads it.
pub fn json(error: &CallError) -> Response {
    let status = StatusCode::from_u16(error.kind.status());
    (
        status.unwrap_or(StatusCode::INTERNAL_SERVER_ERROR),
        axum::Json(error),
    )
        .into_response()
}

async fn read_form(parts: Parts, bytes: Bytes) -> Option<Form> {
    let mut request = Request::from_parts(parts, Body::from(bytes));
    *request.method_mut() = Method::POST;
    axum::extract::DefaultBodyLimit::disable().apply(&mut request);
    let form = axum::Form::<Vec<(String, String)>>::from_request(request, &())
        .await
        .ok()?;
    Some(Form(form.0))
}

fn nonce_of(extensions: &axum::http::Extensions) -> Nonce {
    extensions
        .get::<Nonce>()
        .cloned()
        .unwrap_or_else(|| Nonce(headers::mint().into()))
}
