//! Every URL this process answers, on one page. Router, guard and limits are built from this
//! table, and the tests of permissions and blinding drive every line of it.

use crate::answer;
use crate::assets;
use crate::exports;
use crate::limits::{CALL, FILES, FORM, NOTHING};
use crate::process::Process;
use crate::route::{Handler, Own, Route, Verb, Who};
use crate::sse;
use app::pages;
use axum::Router;
use axum::extract::Request;
use axum::middleware;
use axum::routing::MethodRouter;
use axum::routing::{get, post};
use domain::people::Permission;

/// A page.
macro_rules! page {
    ($path:literal, $who:expr, $show:path) => {
        read($path, $who, Handler::Page(|visit| Box::pin($show(visit))))
    };
}

/// A form: its path, who may send it, its name, what it does, the page it stands on.
macro_rules! form {
    ($path:literal, $who:expr, $name:path, $act:path, $show:path) => {
        Route {
            method: Verb::Post,
            path: $path,
            who: $who,
            body_limit: FORM,
            handler: Handler::Form(
                $name,
                |visit, form| Box::pin($act(visit, form)),
                |visit| Box::pin($show(visit)),
            ),
        }
    };
}

/// A file to take away, for members.
macro_rules! download {
    ($path:literal, $make:path) => {
        own($path, Who::Member, |_, visit, _| Box::pin($make(visit)))
    };
}

/// A form with files: as a form, without the limit of plain ones.
macro_rules! upload {
    ($path:literal, $who:expr, $name:path, $take:path, $show:path) => {
        Route {
            method: Verb::Post,
            path: $path,
            who: $who,
            body_limit: FILES,
            handler: Handler::Upload(
                $name,
                |visit, upload| Box::pin($take(visit, upload)),
                |visit| Box::pin($show(visit)),
            ),
        }
    };
}
/// Those who may seek full texts.
const RETRIEVER: Who = Who::May(Permission::Retrieve);

/// Those who may code.
const CODER: Who = Who::May(Permission::Code);

/// Every route. Server functions are listed too; a test holds the list to what is registered.
pub const ROUTES: &[Route] = &[
    // Outside
    page!("/sign-in", Who::Anyone, pages::sign_in::show),
    form!(
        "/sign-in",
        Who::Anyone,
        pages::sign_in::FORM,
        pages::sign_in::enter,
        pages::sign_in::show
    ),
    form!(
        "/sign-out",
        Who::SignedIn,
        pages::sign_in::OUT,
        pages::sign_in::leave,
        pages::start::show
    ),
    page!("/setup/{token}", Who::Anyone, pages::set_up::show),
    form!(
        "/setup/{token}",
        Who::Anyone,
        pages::set_up::FORM,
        pages::set_up::set_up,
        pages::set_up::show
    ),
    page!("/join/{token}", Who::Anyone, pages::join::show),
    form!(
        "/join/{token}",
        Who::Anyone,
        pages::join::NEW,
        pages::join::join_new,
        pages::join::show
    ),
    form!(
        "/join/{token}/me",
        Who::SignedIn,
        pages::join::AS_ME,
        pages::join::join_as_me,
        pages::join::show
    ),
    page!(
        "/new-password/{token}",
        Who::Anyone,
        pages::new_password::show
    ),
    form!(
        "/new-password/{token}",
        Who::Anyone,
        pages::new_password::FORM,
        pages::new_password::choose,
        pages::new_password::show
    ),
    page!("/account", Who::SignedIn, pages::account::show),
    form!(
        "/account",
        Who::SignedIn,
        pages::account::NAME,
        pages::account::rename,
        pages::account::show
    ),
    form!(
        "/account/password",
        Who::SignedIn,
        pages::account::PASSWORD,
        pages::account::change_password,
        pages::account::show
    ),
    page!("/help", Who::Anyone, pages::help::index),
    page!("/help/{page}", Who::Anyone, pages::help::show),
    // Start
    page!("/", Who::SignedIn, pages::start::show),
    // Duplicates
    page!(
        "/reviews/{review}/duplicates",
        Who::LIBRARIAN,
        pages::duplicates::show
    ),
    form!(
        "/reviews/{review}/duplicates",
        Who::LIBRARIAN,
        pages::duplicates::FORM,
        pages::duplicates::judge,
        pages::duplicates::show
    ),
    form!(
        "/reviews/{review}/duplicates/undo",
        Who::LIBRARIAN,
        pages::duplicates::UNDO,
        pages::duplicates::reopen,
        pages::duplicates::show
    ),
    // Records
    page!(
        "/reviews/{review}/records",
        Who::Member,
        pages::records::show
    ),
    page!(
        "/reviews/{review}/records/{number}",
        Who::Member,
        pages::records::record::show
    ),
    form!(
        "/reviews/{review}/records/{number}/separate",
        Who::LIBRARIAN,
        pages::records::record::SEPARATE,
        pages::records::record::separate,
        pages::records::record::show
    ),
    download!(
        "/reviews/{review}/records/{number}/hits/{hit}",
        exports::entry_as_it_came
    ),
    // Search results
    page!("/reviews/{review}/search", Who::Member, pages::search::show),
    upload!(
        "/reviews/{review}/search",
        Who::LIBRARIAN,
        pages::search::FORM,
        pages::search::take,
        pages::search::show
    ),
    page!(
        "/reviews/{review}/search/import/{job}",
        Who::LIBRARIAN,
        pages::search::import::show
    ),
    form!(
        "/reviews/{review}/search/import/{job}",
        Who::LIBRARIAN,
        pages::search::draft::FORM,
        pages::search::draft::begin,
        pages::search::import::show
    ),
    form!(
        "/reviews/{review}/search/import/{job}/cancel",
        Who::LIBRARIAN,
        pages::search::import::CANCEL,
        pages::search::import::cancel,
        pages::search::import::show
    ),
    page!(
        "/reviews/{review}/search/report/{import}",
        Who::Member,
        pages::search::report::show
    ),
    form!(
        "/reviews/{review}/search/report/{import}/take",
        Who::LIBRARIAN,
        pages::search::report::TAKE,
        pages::search::report::take,
        pages::search::report::show
    ),
    form!(
        "/reviews/{review}/search/report/{import}/undo",
        Who::LIBRARIAN,
        pages::search::report::UNDO,
        pages::search::report::undo,
        pages::search::report::show
    ),
    form!(
        "/example",
        Who::SignedIn,
        pages::start::EXAMPLE,
        pages::start::load_example,
        pages::start::show
    ),
    page!("/reviews/new", Who::SignedIn, pages::new_review::show),
    form!(
        "/reviews/new",
        Who::SignedIn,
        pages::new_review::FORM,
        pages::new_review::start,
        pages::new_review::show
    ),
    // In a review
    page!("/reviews/{review}", Who::Member, pages::overview::show),
    page!("/reviews/{review}/team", Who::Member, pages::team::show),
    form!(
        "/reviews/{review}/team",
        Who::LEAD,
        pages::team::INVITE,
        pages::team::invite,
        pages::team::show
    ),
    form!(
        "/reviews/{review}/team/withdraw",
        Who::LEAD,
        pages::team::WITHDRAW,
        pages::team::withdraw,
        pages::team::show
    ),
    page!(
        "/reviews/{review}/team/{person}",
        Who::LEAD,
        pages::team::person::show
    ),
    form!(
        "/reviews/{review}/team/{person}",
        Who::LEAD,
        pages::team::person::CHANGE,
        pages::team::person::change,
        pages::team::person::show
    ),
    form!(
        "/reviews/{review}/team/{person}/password-link",
        Who::LEAD,
        pages::team::person::PASSWORD_LINK,
        pages::team::person::make_password_link,
        pages::team::person::show
    ),
    form!(
        "/reviews/{review}/team/{person}/remove",
        Who::LEAD,
        pages::team::person::REMOVE,
        pages::team::person::remove,
        pages::team::person::show
    ),
    page!(
        "/reviews/{review}/criteria",
        Who::Member,
        pages::criteria::show
    ),
    page!(
        "/reviews/{review}/settings",
        Who::LEAD,
        pages::settings::show
    ),
    form!(
        "/reviews/{review}/settings",
        Who::LEAD,
        pages::settings::DESCRIBE,
        pages::settings::save,
        pages::settings::show
    ),
    page!(
        "/reviews/{review}/settings/criteria",
        Who::LEAD,
        pages::settings::criteria::show
    ),
    form!(
        "/reviews/{review}/settings/criteria",
        Who::LEAD,
        pages::settings::criteria::PUBLISH,
        pages::settings::criteria::publish,
        pages::settings::criteria::show
    ),
    page!(
        "/reviews/{review}/settings/policies",
        Who::LEAD,
        pages::settings::policies::show
    ),
    form!(
        "/reviews/{review}/settings/policies",
        Who::LEAD,
        pages::settings::policies::FORM,
        pages::settings::policies::save,
        pages::settings::policies::show
    ),
    page!(
        "/reviews/{review}/settings/counts",
        Who::LEAD,
        pages::settings::counts::show
    ),
    form!(
        "/reviews/{review}/settings/counts",
        Who::LEAD,
        pages::settings::counts::DECLARE,
        pages::settings::counts::declare,
        pages::settings::counts::show
    ),
    form!(
        "/reviews/{review}/settings/counts/withdraw",
        Who::LEAD,
        pages::settings::counts::WITHDRAW,
        pages::settings::counts::withdraw,
        pages::settings::counts::show
    ),
    own(
        "/reviews/{review}/events",
        Who::Member,
        |process, visit, request| Box::pin(sse::events(process, visit, request)),
    ),
    // Screening, at both stages
    page!(
        "/reviews/{review}/screen",
        Who::Member,
        pages::screen::desk::show
    ),
    form!(
        "/reviews/{review}/screen",
        Who::Member,
        pages::screen::desk::FORM,
        pages::screen::desk::decide,
        pages::screen::desk::show
    ),
    form!(
        "/reviews/{review}/screen/undo",
        Who::Member,
        pages::screen::desk::UNDO,
        pages::screen::desk::undo,
        pages::screen::desk::show
    ),
    page!(
        "/reviews/{review}/screen/mine",
        Who::Member,
        pages::screen::mine::show
    ),
    page!(
        "/reviews/{review}/screen/rounds",
        Who::LEAD,
        pages::screen::rounds::show
    ),
    form!(
        "/reviews/{review}/screen/rounds/pilot",
        Who::LEAD,
        pages::screen::round_acts::PILOT,
        pages::screen::round_acts::pilot,
        pages::screen::rounds::show
    ),
    form!(
        "/reviews/{review}/screen/rounds/main",
        Who::LEAD,
        pages::screen::round_acts::MAIN,
        pages::screen::round_acts::main,
        pages::screen::rounds::show
    ),
    form!(
        "/reviews/{review}/screen/rounds/sign-off",
        Who::LEAD,
        pages::screen::round_acts::SIGN_OFF,
        pages::screen::round_acts::sign_off,
        pages::screen::rounds::show
    ),
    form!(
        "/reviews/{review}/screen/rounds/show",
        Who::LEAD,
        pages::screen::round_acts::SHOW,
        pages::screen::round_acts::show_to_team,
        pages::screen::rounds::show
    ),
    form!(
        "/reviews/{review}/screen/rounds/lift",
        Who::LEAD,
        pages::screen::round_acts::LIFT,
        pages::screen::round_acts::lift,
        pages::screen::rounds::show
    ),
    page!(
        "/reviews/{review}/eligibility",
        Who::Member,
        pages::screen::desk::show
    ),
    form!(
        "/reviews/{review}/eligibility",
        Who::Member,
        pages::screen::desk::FORM,
        pages::screen::desk::decide,
        pages::screen::desk::show
    ),
    form!(
        "/reviews/{review}/eligibility/undo",
        Who::Member,
        pages::screen::desk::UNDO,
        pages::screen::desk::undo,
        pages::screen::desk::show
    ),
    page!(
        "/reviews/{review}/eligibility/mine",
        Who::Member,
        pages::screen::mine::show
    ),
    page!(
        "/reviews/{review}/eligibility/rounds",
        Who::LEAD,
        pages::screen::rounds::show
    ),
    form!(
        "/reviews/{review}/eligibility/rounds/pilot",
        Who::LEAD,
        pages::screen::round_acts::PILOT,
        pages::screen::round_acts::pilot,
        pages::screen::rounds::show
    ),
    form!(
        "/reviews/{review}/eligibility/rounds/main",
        Who::LEAD,
        pages::screen::round_acts::MAIN,
        pages::screen::round_acts::main,
        pages::screen::rounds::show
    ),
    form!(
        "/reviews/{review}/eligibility/rounds/sign-off",
        Who::LEAD,
        pages::screen::round_acts::SIGN_OFF,
        pages::screen::round_acts::sign_off,
        pages::screen::rounds::show
    ),
    form!(
        "/reviews/{review}/eligibility/rounds/show",
        Who::LEAD,
        pages::screen::round_acts::SHOW,
        pages::screen::round_acts::show_to_team,
        pages::screen::rounds::show
    ),
    form!(
        "/reviews/{review}/eligibility/rounds/lift",
        Who::LEAD,
        pages::screen::round_acts::LIFT,
        pages::screen::round_acts::lift,
        pages::screen::rounds::show
    ),
    page!(
        "/reviews/{review}/disagreements",
        Who::Member,
        pages::disagreements::show
    ),
    form!(
        "/reviews/{review}/disagreements",
        Who::Member,
        pages::disagreements::FORM,
        pages::disagreements::resolve,
        pages::disagreements::show
    ),
    // Seeking full texts
    page!(
        "/reviews/{review}/full-texts",
        Who::Member,
        pages::full_texts::show
    ),
    page!(
        "/reviews/{review}/full-texts/{report}",
        Who::Member,
        pages::full_texts::show
    ),
    form!(
        "/reviews/{review}/full-texts/{report}/found",
        RETRIEVER,
        pages::full_texts::FOUND,
        pages::full_texts::found,
        pages::full_texts::show
    ),
    form!(
        "/reviews/{review}/full-texts/{report}/requested",
        RETRIEVER,
        pages::full_texts::REQUESTED,
        pages::full_texts::requested,
        pages::full_texts::show
    ),
    form!(
        "/reviews/{review}/full-texts/{report}/not-retrieved",
        RETRIEVER,
        pages::full_texts::NOT_RETRIEVED,
        pages::full_texts::not_retrieved,
        pages::full_texts::show
    ),
    form!(
        "/reviews/{review}/full-texts/{report}/seek-again",
        RETRIEVER,
        pages::full_texts::SEEK_AGAIN,
        pages::full_texts::seek_again,
        pages::full_texts::show
    ),
    // Coding
    page!("/reviews/{review}/coding", Who::Member, pages::coding::show),
    page!(
        "/reviews/{review}/coding/codebook",
        Who::Member,
        pages::coding::codebook::show
    ),
    page!(
        "/reviews/{review}/coding/{report}",
        CODER,
        pages::coding::desk::show
    ),
    page!(
        "/reviews/{review}/coding/{report}/compare",
        Who::Member,
        pages::coding::compare::show
    ),
    form!(
        "/reviews/{review}/coding/{report}/statement",
        CODER,
        pages::coding::acts::STATEMENT,
        pages::coding::acts::add,
        pages::coding::desk::show
    ),
    form!(
        "/reviews/{review}/coding/{report}/change",
        CODER,
        pages::coding::acts::CHANGE,
        pages::coding::acts::change,
        pages::coding::desk::show
    ),
    form!(
        "/reviews/{review}/coding/{report}/aside",
        CODER,
        pages::coding::acts::ASIDE,
        pages::coding::acts::aside,
        pages::coding::desk::show
    ),
    form!(
        "/reviews/{review}/coding/{report}/fields",
        CODER,
        pages::coding::acts::FIELDS,
        pages::coding::acts::fields,
        pages::coding::desk::show
    ),
    form!(
        "/reviews/{review}/coding/{report}/finish",
        CODER,
        pages::coding::acts::FINISH,
        pages::coding::acts::finish,
        pages::coding::desk::show
    ),
    form!(
        "/reviews/{review}/coding/{report}/compare/take",
        Who::Member,
        pages::coding::compare::TAKE,
        pages::coding::compare::take,
        pages::coding::compare::show
    ),
    form!(
        "/reviews/{review}/coding/{report}/compare/leave",
        Who::Member,
        pages::coding::compare::LEAVE,
        pages::coding::compare::leave,
        pages::coding::compare::show
    ),
    form!(
        "/reviews/{review}/coding/{report}/compare/settle",
        Who::Member,
        pages::coding::compare::SETTLE,
        pages::coding::compare::settle,
        pages::coding::compare::show
    ),
    form!(
        "/reviews/{review}/coding/codebook",
        Who::LEAD,
        pages::coding::codebook::FORM,
        pages::coding::codebook::publish,
        pages::coding::codebook::show
    ),
    // Figures of a review
    page!("/reviews/{review}/flow", Who::Member, pages::flow::show),
    download!("/reviews/{review}/flow.svg", exports::flow_svg),
    download!("/reviews/{review}/flow.json", exports::flow_json),
    download!("/reviews/{review}/flow.csv", exports::flow_csv),
    page!(
        "/reviews/{review}/agreement",
        Who::Member,
        pages::agreement::show
    ),
    download!(
        "/reviews/{review}/agreement/ratings.csv",
        exports::ratings_csv
    ),
    download!(
        "/reviews/{review}/agreement/agreement.json",
        exports::agreement_json
    ),
    // Files to take away
    download!("/reviews/{review}/export/records.ris", exports::records_ris),
    download!("/reviews/{review}/export/records.csv", exports::records_csv),
    download!(
        "/reviews/{review}/export/decisions.csv",
        exports::decisions_csv
    ),
    download!(
        "/reviews/{review}/export/statements.csv",
        exports::statements_csv
    ),
    // What islands call
    call("/api/presence/who"),
    call("/api/screening/desk"),
    call("/api/screening/decide"),
    call("/api/screening/undo"),
    call("/api/screening/leave"),
    // Files
    own("/pkg/{*file}", Who::Anyone, |_, _, request| {
        Box::pin(assets::file(request))
    }),
];

const fn read(path: &'static str, who: Who, handler: Handler) -> Route {
    Route {
        method: Verb::Get,
        path,
        who,
        body_limit: NOTHING,
        handler,
    }
}

const fn own(path: &'static str, who: Who, own: Own) -> Route {
    read(path, who, Handler::Own(own))
}

const fn call(path: &'static str) -> Route {
    Route {
        method: Verb::Post,
        path,
        who: Who::SignedIn,
        body_limit: CALL,
        handler: Handler::Call,
    }
}

/// The routes and what stands in front of all of them.
pub fn router(process: Process) -> Router {
    build(ROUTES, process)
}

/// A router of these routes.
pub fn build(routes: &'static [Route], process: Process) -> Router {
    let mut router = Router::new();
    for route in routes {
        router = router.route(route.path, method(route, &process));
    }
    let nothing = process.clone();
    router
        .fallback(move |request: Request| answer::nothing_here(nothing.clone(), request))
        .layer(middleware::from_fn(move |request, next| {
            answer::in_front(process.clone(), request, next)
        }))
}

fn method(route: &'static Route, process: &Process) -> MethodRouter {
    let process = process.clone();
    let handler = move |request: Request| answer::carry_out(route, process.clone(), request);
    match route.method {
        Verb::Get => get(handler),
        Verb::Post => post(handler),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use leptos::server_fn::axum::server_fn_paths;
    use std::collections::BTreeSet;

    #[test]
    fn every_server_function_has_its_line_and_every_line_its_function() {
        let listed: BTreeSet<_> = ROUTES
            .iter()
            .filter(|route| matches!(route.handler, Handler::Call))
            .map(|route| (route.path.to_owned(), route.method.method().to_string()))
            .collect();
        let registered: BTreeSet<_> = server_fn_paths()
            .map(|(path, method)| (path.to_owned(), method.to_string()))
            .collect();
        assert_eq!(listed, registered);
    }

    #[test]
    fn no_address_is_there_twice() {
        let lines: BTreeSet<_> = ROUTES
            .iter()
            .map(|route| (route.path, route.method))
            .collect();
        assert_eq!(lines.len(), ROUTES.len());
    }

    #[test]
    fn what_is_inside_a_review_is_for_its_members() {
        for route in ROUTES {
            let inside = route.path.starts_with("/reviews/{review}");
            let members = matches!(route.who, Who::Member | Who::May(_));
            assert_eq!(inside, members, "{}", route.path);
        }
    }

    #[test]
    fn only_posts_carry_a_body() {
        for route in ROUTES {
            let changes = matches!(
                route.handler,
                Handler::Form(..) | Handler::Upload(..) | Handler::Call
            );
            assert_eq!(changes, route.method == Verb::Post, "{}", route.path);
            assert_eq!(
                route.body_limit > 0,
                route.method == Verb::Post,
                "{}",
                route.path
            );
        }
    }

    #[test]
    fn a_form_stands_on_a_page() {
        let pages: BTreeSet<_> = ROUTES
            .iter()
            .filter(|route| matches!(route.handler, Handler::Page(_)))
            .map(|route| route.path)
            .collect();
        for route in ROUTES
            .iter()
            .filter(|r| matches!(r.handler, Handler::Form(..)))
        {
            let parent = route.path.rsplit_once('/').map_or("", |(parent, _)| parent);
            let parent = if parent.is_empty() { "/" } else { parent };
            assert!(
                pages.contains(route.path) || pages.contains(parent),
                "{}",
                route.path
            );
        }
    }
}
