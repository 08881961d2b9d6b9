//! The search results of the example: sixty made-up items about social prescribing and loneliness.
//! Titles, people and journals are invented.

use domain::citation::Citation;

/// How an item fares: `+` belongs in, `~` is arguable, `-` is out.
pub(super) const ITEMS: [(char, &str); 60] = [
    (
        '+',
        "Link workers and loneliness among adults over seventy: a longitudinal interview study",
    ),
    (
        '-',
        "Prescribing antibiotics by telephone in rural dispensaries",
    ),
    (
        '+',
        "Walking groups on prescription: what keeps isolated people coming back",
    ),
    (
        '~',
        "Community choirs and self-reported wellbeing in coastal towns",
    ),
    (
        '-',
        "Loneliness of captive parrots under changed light regimes",
    ),
    (
        '+',
        "A cluster randomised trial of befriending referrals from general practice",
    ),
    ('-', "Social media use and sleep in first-year students"),
    (
        '+',
        "How surgeries find people who are lonely: an audit of referral notes",
    ),
    (
        '~',
        "Museum visits as a health intervention: a report from three cities",
    ),
    ('-', "Cost of statins after a change of tariff"),
    (
        '+',
        "Gardening on referral for widowed men: a mixed methods evaluation",
    ),
    ('-', "Peer support for adolescents who stammer"),
    (
        '+',
        "Barriers to taking up a social prescription: accounts of people who declined",
    ),
    ('~', "Volunteer drivers and access to day centres"),
    (
        '-',
        "Nurse prescribing of wound dressings: a national survey",
    ),
    (
        '+',
        "Social prescribing in remote islands: distance, weather and trust",
    ),
    ('-', "A scale for measuring homesickness in seafarers"),
    (
        '~',
        "Arts on referral and anxiety: secondary analysis of a regional data set",
    ),
    ('-', "Machine translation of discharge letters"),
    (
        '+',
        "From referral to friendship: a realist evaluation of community connectors",
    ),
    (
        '-',
        "Exercise on prescription and blood pressure in middle age",
    ),
    (
        '~',
        "Loneliness measures in primary care records: a validation study",
    ),
    ('-', "Screen readers in outpatient kiosks"),
    (
        '+',
        "What link workers need: a national survey of training and supervision",
    ),
    ('-', "Hospital radio revisited"),
    (
        '+',
        "Intergenerational lunch clubs as a social prescription: a pilot trial",
    ),
    (
        '-',
        "Prescription charges and adherence: an interrupted time series",
    ),
    ('~', "Time banks and neighbourly help in two estates"),
    ('-', "Isolation rooms and delirium after hip fracture"),
    (
        '+',
        "Does social prescribing reduce surgery visits? Matched cohort of 4,000 referrals",
    ),
    ('-', "Dog ownership and vitamin D"),
    ('~', "Faith groups as partners of general practice"),
    ('-', "Remote monitoring of pacemakers in mountain regions"),
    (
        '+',
        "Digital social prescribing for housebound people: acceptability and drop-out",
    ),
    ('-', "The lonely runner conjecture for eight runners"),
    (
        '+',
        "Commissioning social prescribing: incentives, contracts and what they leave out",
    ),
    ('-', "Prescribing cascades in nursing homes"),
    ('~', "Repair cafes and belonging"),
    ('-', "Shift patterns and solitude among night porters"),
    (
        '+',
        "Swimming in cold lakes on referral: safety, company and mood",
    ),
    ('-', "Dental anxiety and waiting-room music"),
    ('~', "Libraries as places of referral: views of librarians"),
    ('-', "Cochlear implants and telephone use"),
    ('+', "Carers who were referred: six months of diaries"),
    ('-', "An ontology of kitchen utensils for robot assistants"),
    (
        '+',
        "Social prescribing after bereavement: a feasibility trial with a waiting list",
    ),
    ('-', "Free bus travel and hospital parking"),
    ('~', "Warm spaces in winter: attendance and reasons given"),
    ('-', "Penicillin allergy labels in electronic records"),
    (
        '+',
        "Men's sheds by referral: who comes, who stays, who is missed",
    ),
    ('-', "Monogamy and group size in voles"),
    (
        '+',
        "Language, migration and referral: interviews in five languages",
    ),
    ('-', "Waiting lists for cataract surgery"),
    ('~', "Allotments, soil and company: an ethnography"),
    ('-', "Colour of walls and length of stay"),
    (
        '+',
        "Link workers in accident and emergency: a before and after study",
    ),
    ('-', "Telephone triage out of hours"),
    ('~', "Postal workers as lookouts for isolated residents"),
    ('-', "Honeybee foraging near clinics"),
    (
        '+',
        "Funding for community groups after referral: the missing half of social prescribing",
    ),
];

const FAMILIES: [&str; 12] = [
    "Abney",
    "Brask",
    "Corvin",
    "Dunmore",
    "Eriksdotter",
    "Fenn",
    "Garrido",
    "Holloway",
    "Ilves",
    "Jansz",
    "Kowarski",
    "Lindqvist",
];
const JOURNALS: [&str; 5] = [
    "Journal of Community Referral",
    "Annals of Neighbourhood Health",
    "Primary Care and Place",
    "Northern Review of Ageing",
    "Studies in Belonging",
];

/// The citation of an item.
pub(super) fn citation(n: usize) -> Citation {
    let (kind, title) = ITEMS[n];
    let author = |k: usize| {
        let initial = char::from(b'A' + u8::try_from((n * 7 + k * 3) % 26).unwrap_or(0));
        format!("{}, {initial}.", FAMILIES[(n * 5 + k * 7) % FAMILIES.len()])
    };
    Citation {
        kind: Some(if n % 9 == 8 { "RPRT" } else { "JOUR" }.to_owned()),
        title: Some(title.to_owned()),
        abstract_text: (n % 11 != 10).then(|| abstract_of(kind, title, n)),
        authors: (0..=n % 4).map(author).collect(),
        year: u16::try_from(2009 + (n * 3) % 16).ok(),
        journal: Some(JOURNALS[(n * 2 + n / 5) % JOURNALS.len()].to_owned()),
        volume: Some((3 + n % 19).to_string()),
        issue: Some((1 + n % 4).to_string()),
        pages: Some(format!("{}-{}", 11 * n + 3, 11 * n + 12)),
        doi: (n % 5 != 4).then(|| format!("10.5555/example.{}", 4_100 + n * 7)),
        keywords: match kind {
            '-' => vec![],
            _ => vec!["social prescribing".to_owned(), "loneliness".to_owned()],
        },
        language: Some("English".to_owned()),
        ..Citation::default()
    }
}

fn abstract_of(kind: char, title: &str, n: usize) -> String {
    let subject = title.split(':').next().unwrap_or(title);
    let people = 18 + (n * 13) % 240;
    match kind {
        '+' => format!(
            "Background: Referral to activities in the community is offered to people who feel \
             alone, but little is known about what makes it work. Methods: We studied {people} \
             people in the setting named in the title. Results: Trust in the person who referred, \
             transport, and a first visit in company helped; waiting, cost and groups that were \
             already closed hindered. Conclusions: {subject} depends on more than the referral."
        ),
        '~' => format!(
            "Aim: To describe {}. Methods: Observation and {people} short interviews. Results: \
             Many came for company, few by way of a health service. Conclusions: The place of such \
             offers in care is open.",
            subject.to_lowercase()
        ),
        _ => format!(
            "Objective: To report on {}. Design: {people} cases were reviewed. Results and \
             conclusions are given with their limits.",
            subject.to_lowercase()
        ),
    }
}

/// Which items each source found: PubMed, CINAHL and Embase overlap; the organisation's list is its
/// own.
pub(super) fn sources() -> [Vec<usize>; 4] {
    let pubmed = (0..60).filter(|n| n % 3 != 2 && *n < 54).collect();
    let cinahl = (0..60).filter(|n| n % 4 != 1 && *n < 54).collect();
    let embase = (0..60)
        .filter(|n| (n % 5 == 0 || n % 12 == 5) && *n < 54)
        .collect();
    let reports = (54..60).collect();
    [pubmed, cinahl, embase, reports]
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_item_was_found_by_somebody() {
        let found: BTreeSet<usize> = sources().into_iter().flatten().collect();
        assert_eq!(found.len(), ITEMS.len());
    }
}
