//! What must not be guessed: password hashes, session tokens, links, cursors.

use crate::problem::Problem;
use aes::Aes128;
use aes::cipher::{Array, BlockCipherDecrypt, BlockCipherEncrypt, KeyInit};
use argon2::{Algorithm, Argon2, Params, Version};
use argon2::{PasswordHasher, PasswordVerifier};
use domain::ids::{PersonId, ReviewId};
use domain::text::Password;
use sha2::{Digest, Sha256};
use tokio::sync::Semaphore;
use uuid::Uuid;

/// How many passwords may be hashed at once: each takes 46 MiB and a core.
static HASHING: Semaphore = Semaphore::const_new(2);

fn argon2() -> Result<Argon2<'static>, Problem> {
    // The least of OWASP's cheat sheet and ASVS 5 appendix C with one pass: 46 MiB.
    let params = Params::new(47_104, 1, 1, None).map_err(|error| Problem::internal(&error))?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

async fn off_the_async_threads<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Problem> + Send + 'static,
) -> Result<T, Problem> {
    let _place = HASHING
        .acquire()
        .await
        .map_err(|error| Problem::internal(&error))?;
    tokio::task::spawn_blocking(work)
        .await
        .map_err(|error| Problem::internal(&error))?
}

/// Hashes a password with argon2id.
pub async fn hash(password: Password, salt: [u8; 16]) -> Result<String, Problem> {
    off_the_async_threads(move || {
        argon2()?
            .hash_password_with_salt(password.reveal(), &salt)
            .map(|hash| hash.to_string())
            .map_err(|error| Problem::internal(&error))
    })
    .await
}

/// Whether a password is the hashed one. Without a hash (no such account) it works as long, so that
/// nobody learns from the time taken who has an account.
pub async fn matches(password: Password, hash: Option<String>) -> Result<bool, Problem> {
    off_the_async_threads(move || {
        let argon2 = argon2()?;
        Ok(match hash {
            Some(hash) => argon2
                .verify_password(password.reveal(), hash.as_str())
                .is_ok(),
            None => {
                drop(argon2.hash_password_with_salt(password.reveal(), &[0; 16]));
                false
            }
        })
    })
    .await
}

/// Bytes as lower-case hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    if !text.is_ascii() || !text.len().is_multiple_of(2) {
        return None;
    }
    (0..text.len())
        .step_by(2)
        .map(|n| u8::from_str_radix(&text[n..n + 2], 16).ok())
        .collect()
}

/// What the database keeps of a session's token.
pub fn token_hash(token: &str) -> [u8; 32] {
    Sha256::digest(token.as_bytes()).into()
}

/// A digest under the instance's secret, for one purpose.
fn keyed(secret: &[u8; 32], purpose: &str, data: &[u8]) -> [u8; 32] {
    // The secret before and after, as HMAC has it, closes the length extension of SHA-256.
    let inner = Sha256::new()
        .chain_update(secret)
        .chain_update((purpose.len() as u64).to_be_bytes())
        .chain_update(purpose.as_bytes())
        .chain_update(data)
        .finalize();
    Sha256::new()
        .chain_update(secret)
        .chain_update(inner)
        .finalize()
        .into()
}

/// The token in the address of a link: its id and a digest, so that it can be shown again while it
/// works, and nobody who reads the database without the secret can make one up.
pub fn link_token(secret: &[u8; 32], id: Uuid) -> String {
    format!(
        "{}{}",
        id.simple(),
        &hex(&keyed(secret, "link", id.as_bytes()))[..32]
    )
}

/// The link an address names; `None` if it was not made here.
pub fn link_of_token(secret: &[u8; 32], token: &str) -> Option<Uuid> {
    let id = Uuid::try_parse(token.get(..32)?).ok()?;
    (link_token(secret, id) == token).then_some(id)
}

/// The token of the set-up page: it follows from the secret, so it is the same at every start.
pub fn setup_token(secret: &[u8; 32]) -> String {
    hex(&keyed(secret, "set-up", b"")[..20])
}

fn cursor_cipher(secret: &[u8; 32], person: PersonId, review: ReviewId) -> Aes128 {
    let ids = [person.uuid().into_bytes(), review.uuid().into_bytes()].concat();
    let key = keyed(secret, "cursor", &ids);
    let mut half = [0_u8; 16];
    half.copy_from_slice(&key[..16]);
    Aes128::new(&Array::from(half))
}

/// A place in a review's log as one person may see it: of fixed length, the same for the same
/// place, telling nothing about how much happened.
pub fn cursor(secret: &[u8; 32], person: PersonId, review: ReviewId, seq: i64) -> String {
    let mut block = [0_u8; 16];
    block[..8].copy_from_slice(&seq.to_be_bytes());
    let mut block = Array::from(block);
    cursor_cipher(secret, person, review).encrypt_block(&mut block);
    hex(&block)
}

/// The place a cursor stands for; `None` if it was not made for this person and review.
pub fn seq_of_cursor(
    secret: &[u8; 32],
    person: PersonId,
    review: ReviewId,
    text: &str,
) -> Option<i64> {
    let bytes: [u8; 16] = unhex(text)?.try_into().ok()?;
    let mut block = Array::from(bytes);
    cursor_cipher(secret, person, review).decrypt_block(&mut block);
    let (seq, zeros) = block.split_at(8);
    let seq = i64::from_be_bytes(seq.try_into().ok()?);
    zeros.iter().all(|byte| *byte == 0).then_some(seq)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_opens_only_for_whom_it_was_made() {
        let secret = [7; 32];
        let person = |n| PersonId::from_uuid(Uuid::from_u128(n));
        let review = |n| ReviewId::from_uuid(Uuid::from_u128(n));
        let made = cursor(&secret, person(1), review(2), 41);
        assert_eq!(made.len(), 32);
        assert_eq!(
            seq_of_cursor(&secret, person(1), review(2), &made),
            Some(41)
        );
        assert_eq!(seq_of_cursor(&secret, person(3), review(2), &made), None);
        assert_eq!(seq_of_cursor(&secret, person(1), review(4), &made), None);
        assert_eq!(seq_of_cursor(&secret, person(1), review(2), "zz"), None);
        assert_eq!(seq_of_cursor(&secret, person(1), review(2), "é"), None);
    }

    #[test]
    fn a_link_is_known_by_its_digest() {
        let secret = [9; 32];
        let id = Uuid::from_u128(77);
        let token = link_token(&secret, id);
        assert_eq!(link_of_token(&secret, &token), Some(id));
        assert_eq!(link_of_token(&[1; 32], &token), None);
        assert_eq!(link_of_token(&secret, &token[..40]), None);
        assert_eq!(link_of_token(&secret, "é"), None);
    }

    #[tokio::test]
    async fn a_hash_knows_its_password() {
        let password = || Password::parse("four or five words").unwrap();
        let hashed = hash(password(), [3; 16]).await.unwrap();
        assert!(hashed.starts_with("$argon2id$v=19$m=47104,t=1,p=1$"));
        assert!(matches(password(), Some(hashed.clone())).await.unwrap());
        assert!(
            !matches(Password::typed("wrong"), Some(hashed))
                .await
                .unwrap()
        );
        assert!(!matches(password(), None).await.unwrap());
    }
}
