//! Accounts, invitations, roles.

use domain::people::{Role, Stages};
use domain::refusal::Refusal;
use domain::screening::{Stage, Verdict};
use domain::text::Password;
use service::Problem;
use world::cast::{Team, account, join};
use world::{ENGINES, World};

#[tokio::test]
async fn the_set_up_link_works_once() {
    for engine in ENGINES {
        let world = World::on(engine).await;
        let token = world.house.setup_token().await.unwrap().unwrap();
        assert_eq!(
            world.house.setup_token().await.unwrap().as_ref(),
            Some(&token),
            "{engine:?}"
        );
        world
            .house
            .set_up(&token, account("First"), None)
            .await
            .unwrap();
        assert_eq!(world.house.setup_token().await.unwrap(), None);
        let again = world.house.set_up(&token, account("Second"), None).await;
        assert!(matches!(again, Err(Problem::Refused(Refusal::LinkDead))));
    }
}

#[tokio::test]
async fn signing_in_says_the_same_of_a_wrong_password_and_a_wrong_address() {
    for engine in ENGINES {
        let team = Team::on(engine).await;
        let house = &team.world.house;
        assert!(
            house
                .sign_in(" ANA@example.org ", "four or five words")
                .await
                .is_ok()
        );
        for (email, password) in [("ana@example.org", "wrong"), ("nobody@example.org", "x")] {
            let refused = house.sign_in(email, password).await;
            assert!(
                matches!(refused, Err(Problem::Refused(Refusal::SignInWrong))),
                "{engine:?}"
            );
        }
        for _ in 0..4 {
            drop(house.sign_in("ana@example.org", "wrong").await);
        }
        let slow = house.sign_in("ana@example.org", "four or five words").await;
        assert!(matches!(
            slow,
            Err(Problem::Refused(Refusal::SignInLater { .. }))
        ));
        team.world.clock.pass(400);
        assert!(
            house
                .sign_in("ana@example.org", "four or five words")
                .await
                .is_ok()
        );
    }
}

#[tokio::test]
async fn a_new_password_by_link_ends_the_old_sessions() {
    for engine in ENGINES {
        let team = Team::on(engine).await;
        let house = &team.world.house;
        let old = house
            .sign_in("ana@example.org", "four or five words")
            .await
            .unwrap();
        let path = house.reset_link(&team.lead, team.ana.person).await.unwrap();
        let token = path.rsplit('/').next().unwrap();
        let new = Password::parse("quite another phrase").unwrap();
        let session = house.choose_password(token, new.clone()).await.unwrap();
        assert!(house.caller(&old).await.unwrap().is_none(), "{engine:?}");
        assert!(house.caller(&session).await.unwrap().is_some());
        let again = house.choose_password(token, new).await;
        assert!(matches!(again, Err(Problem::Refused(Refusal::LinkDead))));
        let by_a_reviewer = house.reset_link(&team.ana, team.ben.person).await;
        assert!(matches!(by_a_reviewer, Err(Problem::NotFound)));
    }
}

#[tokio::test]
async fn an_invitation_is_for_one_and_the_last_lead_stays() {
    for engine in ENGINES {
        let team = Team::on(engine).await;
        let house = &team.world.house;
        let stages = Stages {
            coding: true,
            ..Stages::NONE
        };
        let invitation = house
            .invite(&team.lead, team.review, Role::Reviewer, stages)
            .await
            .unwrap();
        let token = invitation.path.rsplit('/').next().unwrap();
        let invited = house.invited(token).await.unwrap().unwrap();
        assert_eq!(invited.stages, stages, "{engine:?}");
        house.join_new(token, account("Dana")).await.unwrap();
        assert!(house.invited(token).await.unwrap().is_none());
        let taken = house.join_new(token, account("Eve")).await;
        assert!(matches!(taken, Err(Problem::Refused(Refusal::LinkDead))));
        let by_a_reviewer = house
            .invite(&team.ana, team.review, Role::Lead, stages)
            .await;
        assert!(matches!(by_a_reviewer, Err(Problem::NotFound)));
        let refused = house
            .remove_member(&team.lead, team.review, team.lead.person)
            .await;
        assert!(matches!(refused, Err(Problem::Refused(Refusal::LastLead))));
    }
}

#[tokio::test]
async fn a_removed_member_is_out_at_once_and_their_decisions_stay() {
    for engine in ENGINES {
        let team = Team::with_records(engine, 2).await;
        let house = &team.world.house;
        let record = team.records().await[0];
        let ta = Stage::TitleAbstract;
        team.decide(&team.ana, ta, record, Verdict::Include)
            .await
            .unwrap();
        house
            .remove_member(&team.lead, team.review, team.ana.person)
            .await
            .unwrap();
        let out = house.frame(&team.ana, team.review).await;
        assert!(matches!(out, Err(Problem::NotFound)), "{engine:?}");
        let refused = team.decide(&team.ana, ta, record, Verdict::Exclude).await;
        assert!(matches!(refused, Err(Problem::NotFound)));
        team.decide(&team.ben, ta, record, Verdict::Include)
            .await
            .unwrap();
        let page = house.record(&team.lead, team.review, 1).await.unwrap();
        assert_eq!(page.standings[0].positions.len(), 2);
    }
}

#[tokio::test]
async fn what_is_foreign_is_not_found() {
    for engine in ENGINES {
        let team = Team::with_records(engine, 2).await;
        let house = &team.world.house;
        let other = service::reviews::NewReview {
            title: world::cast::text("Another"),
            question: None,
            readers: domain::protocol::Readers::Two,
            i_screen: true,
        };
        let other = house.start_review(&team.lead, other).await.unwrap();
        let role = Role::Reviewer;
        let cem = join(&team.world, &team.lead, other, "Cem", role, Stages::ALL).await;
        let record = team.records().await[0];
        let sent = world::cast::draft(&team, record, Verdict::Include);
        let ta = Stage::TitleAbstract;
        let outside = house
            .decide(&cem, team.review, ta, sent.clone(), vec![])
            .await;
        assert!(matches!(outside, Err(Problem::NotFound)), "{engine:?}");
        let draft = service::protocol::CriteriaDraft {
            note: world::cast::text("n"),
            include_when: None,
            criteria: vec![service::protocol::CriterionDraft {
                id: None,
                kind: domain::protocol::CriterionKind::Exclusion,
                label: world::cast::text("x"),
                text: None,
                title_abstract: true,
                full_text: true,
            }],
        };
        house
            .publish_criteria(&team.lead, other, draft)
            .await
            .unwrap();
        let smuggled = house.decide(&cem, other, ta, sent, vec![]).await;
        assert!(
            matches!(smuggled, Err(Problem::NotFound)),
            "a record of another review"
        );
    }
}
