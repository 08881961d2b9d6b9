-- What is not in the log: secrets, names, sessions, links, files and work in progress.
create table instance (
  one bigint not null primary key check (one = 1),
  secret bytea not null,
  name text collate "C",
  made_at bigint not null
);
create table person (
  person_id uuid not null primary key,
  name text collate "C" not null,
  email text collate "C",
  password text collate "C",
  admin boolean not null,
  made_at bigint not null,
  constraint person_email unique (email)
);
create table session (
  token_hash bytea not null primary key,
  person_id uuid not null references person (person_id),
  made_at bigint not null,
  seen_at bigint not null,
  expires_at bigint not null
);
create index session_person on session (person_id);
create table link (
  link_id uuid not null primary key,
  kind text collate "C" not null,
  review_id uuid,
  person_id uuid,
  role text collate "C",
  title_abstract boolean not null,
  full_text boolean not null,
  coding boolean not null,
  made_by uuid,
  made_at bigint not null,
  expires_at bigint not null,
  used_at bigint
);
create index link_review on link (review_id, made_at);
create table attempt (
  place text collate "C" not null,
  at bigint not null
);
create index attempt_place on attempt (place, at);
create table file (
  sha256 bytea not null primary key,
  size bigint not null,
  kept_at bigint not null
);
create table file_chunk (
  sha256 bytea not null,
  n bigint not null,
  content bytea not null,
  primary key (sha256, n)
);
create table job (
  job_id uuid not null primary key,
  review_id uuid not null,
  person_id uuid not null,
  kind text collate "C" not null,
  state text collate "C" not null,
  body text collate "C" not null,
  done bigint not null,
  total bigint not null,
  words text collate "C",
  cancel boolean not null,
  made_at bigint not null,
  beat_at bigint not null,
  turn bigint not null
);
create index job_review on job (review_id, made_at);
create index job_state on job (state, beat_at);
create table lease (
  stage text collate "C" not null,
  record_id uuid not null,
  person_id uuid not null,
  review_id uuid not null,
  expires_at bigint not null,
  primary key (stage, record_id, person_id)
);
create index lease_person on lease (review_id, person_id, stage);

-- The log, and the entries of import files that its closing events seal.
create table event (
  chain uuid not null,
  seq bigint not null,
  at bigint not null,
  actor uuid,
  kind text collate "C" not null,
  version bigint not null,
  body text collate "C" not null,
  prev bytea not null,
  hash bytea not null,
  primary key (chain, seq)
);
create table chain_head (
  chain uuid not null primary key,
  seq bigint not null,
  hash bytea not null
);
create table hit (
  hit_id uuid not null primary key,
  review_id uuid not null,
  import_id uuid not null,
  file_no bigint not null,
  position bigint not null,
  byte_offset bigint not null,
  byte_length bigint not null,
  line bigint not null,
  citation text collate "C" not null,
  first_record uuid not null,
  number bigint not null,
  needed bigint not null,
  evidence text collate "C",
  constraint hit_position unique (import_id, file_no, position)
);
create table import_warning (
  import_id uuid not null,
  file_no bigint not null,
  n bigint not null,
  line bigint not null,
  kind text collate "C" not null,
  words text collate "C" not null,
  content text collate "C" not null,
  primary key (import_id, file_no, n)
);
create table import_pair (
  import_id uuid not null,
  a uuid not null,
  b uuid not null,
  score bigint not null,
  evidence text collate "C" not null,
  primary key (import_id, a, b)
);

-- Projections: written by store::project alone, from the log.
create table review (
  review_id uuid not null primary key,
  title text collate "C" not null,
  question text collate "C",
  seed text collate "C" not null,
  started_at bigint not null,
  started_by uuid
);
create table member (
  review_id uuid not null,
  person_id uuid not null,
  role text collate "C" not null,
  title_abstract boolean not null,
  full_text boolean not null,
  coding boolean not null,
  joined_at bigint not null,
  gone boolean not null,
  primary key (review_id, person_id)
);
create index member_person on member (person_id, review_id);
create table criteria (
  review_id uuid not null,
  version bigint not null,
  at bigint not null,
  person_id uuid,
  body text collate "C" not null,
  primary key (review_id, version)
);
create table policy (
  review_id uuid not null,
  stage text collate "C" not null,
  body text collate "C" not null,
  primary key (review_id, stage)
);
create table import (
  import_id uuid not null primary key,
  review_id uuid not null,
  at bigint not null,
  person_id uuid,
  entries bigint not null,
  records bigint not null,
  visible boolean not null
);
create index import_review on import (review_id, at);
create table import_file (
  import_id uuid not null,
  file_no bigint not null,
  review_id uuid not null,
  sha256 text collate "C" not null,
  name text collate "C" not null,
  source text collate "C" not null,
  kind text collate "C" not null,
  format text collate "C" not null,
  entries bigint not null,
  already bigint not null,
  warnings bigint not null,
  failed text collate "C",
  primary key (import_id, file_no)
);
create index import_file_sha on import_file (review_id, sha256);
create table record (
  record_id uuid not null primary key,
  review_id uuid not null,
  import_id uuid not null,
  number bigint not null,
  title text collate "C" not null,
  authors text collate "C" not null,
  year bigint,
  journal text collate "C",
  doi text collate "C",
  citation text collate "C" not null,
  merged_into uuid,
  constraint record_number unique (review_id, number)
);
create table hit_place (
  hit_id uuid not null primary key,
  review_id uuid not null,
  record_id uuid not null,
  import_id uuid not null,
  file_no bigint not null
);
create index hit_place_record on hit_place (record_id);
create index hit_place_review on hit_place (review_id, import_id, file_no);
create table pair (
  review_id uuid not null,
  a uuid not null,
  b uuid not null,
  import_id uuid not null,
  score bigint not null,
  evidence text collate "C" not null,
  state text collate "C" not null,
  judged_by uuid,
  judged_at bigint,
  primary key (a, b)
);
create index pair_state on pair (review_id, state, score);
create table joining (
  review_id uuid not null,
  seq bigint not null,
  at bigint not null,
  into_record uuid not null,
  from_record uuid not null,
  person_id uuid,
  evidence text collate "C" not null,
  hits text collate "C" not null,
  undone boolean not null,
  primary key (review_id, seq)
);
create index joining_record on joining (into_record);
create table work (
  review_id uuid not null,
  stage text collate "C" not null,
  record_id uuid not null,
  import_id uuid not null,
  round bigint not null,
  needed bigint not null,
  decided bigint not null,
  ring bigint not null,
  standing text collate "C" not null,
  outcome text collate "C",
  reason uuid,
  proposed uuid,
  since bigint not null,
  primary key (stage, record_id)
);
create index work_started on work (review_id, stage, round, ring) where standing = 'waiting' and decided > 0;
create index work_fresh on work (review_id, stage, round, ring) where standing = 'waiting' and decided = 0;
create index work_standing on work (review_id, stage, standing, since);
create index work_import on work (import_id);
create table decision (
  decision_id uuid not null primary key,
  review_id uuid not null,
  stage text collate "C" not null,
  round bigint not null,
  record_id uuid not null,
  origin uuid not null,
  person_id uuid not null,
  seq bigint not null,
  at bigint not null,
  ruling text collate "C" not null,
  verdict text collate "C" not null,
  note text collate "C",
  criteria bigint not null,
  additional boolean not null,
  independent boolean not null,
  void boolean not null
);
create index decision_record on decision (stage, record_id, person_id);
create index decision_person on decision (review_id, person_id, stage, seq);
create table resolution (
  review_id uuid not null,
  stage text collate "C" not null,
  record_id uuid not null,
  seq bigint not null,
  at bigint not null,
  person_id uuid not null,
  outcome text collate "C" not null,
  reason uuid,
  why text collate "C" not null,
  saw text collate "C" not null,
  primary key (stage, record_id, seq)
);
create index resolution_review on resolution (review_id, stage, seq);
create table round (
  review_id uuid not null,
  stage text collate "C" not null,
  round bigint not null,
  state text collate "C" not null,
  sample bigint not null,
  seed bigint not null,
  waiver text collate "C",
  opened_at bigint not null,
  closed_at bigint,
  primary key (review_id, stage, round)
);
create table round_member (
  review_id uuid not null,
  stage text collate "C" not null,
  round bigint not null,
  person_id uuid not null,
  primary key (review_id, stage, round, person_id)
);
create table stage_release (
  review_id uuid not null,
  stage text collate "C" not null,
  at bigint not null,
  primary key (review_id, stage)
);
create table accord (
  review_id uuid not null,
  stage text collate "C" not null,
  record_id uuid not null,
  person_id uuid not null,
  at bigint not null,
  outcome text collate "C" not null,
  reason uuid,
  why text collate "C" not null,
  primary key (stage, record_id, person_id)
);

create table seen (
  review_id uuid not null,
  stage text collate "C" not null,
  record_id uuid not null,
  person_id uuid not null,
  primary key (stage, record_id, person_id)
);
create index seen_person on seen (review_id, person_id, stage);

create table lifted (
  review_id uuid not null,
  stage text collate "C" not null,
  person_id uuid not null,
  primary key (review_id, stage, person_id)
);
create table report (
  report_id uuid not null primary key,
  review_id uuid not null,
  record_id uuid not null,
  study_id uuid not null,
  state text collate "C" not null,
  link text collate "C",
  reason text collate "C",
  proposal text collate "C",
  changed_at bigint not null,
  changed_by uuid,
  constraint report_record unique (record_id)
);
create index report_state on report (review_id, state, changed_at);
create table retrieval (
  report_id uuid not null,
  seq bigint not null,
  review_id uuid not null,
  at bigint not null,
  person_id uuid,
  attempt text collate "C" not null,
  primary key (report_id, seq)
);
create table codebook (
  review_id uuid not null,
  version bigint not null,
  at bigint not null,
  body text collate "C" not null,
  primary key (review_id, version)
);
create table statement (
  statement_id uuid not null primary key,
  review_id uuid not null,
  report_id uuid not null,
  coder uuid not null,
  seq bigint not null,
  revision bigint not null,
  codebook bigint not null,
  body text collate "C" not null,
  aside boolean not null
);
create index statement_report on statement (report_id, coder, seq);
create table coding (
  report_id uuid not null,
  coder uuid not null,
  review_id uuid not null,
  finished boolean not null,
  primary key (report_id, coder)
);
create index coding_review on coding (review_id, coder);
create table answer (
  report_id uuid not null,
  coder uuid not null,
  field_id uuid not null,
  review_id uuid not null,
  answer text collate "C",
  primary key (report_id, coder, field_id)
);
create table declared (
  declared_id uuid not null primary key,
  review_id uuid not null,
  box text collate "C" not null,
  n bigint not null,
  source text collate "C" not null,
  why text collate "C" not null,
  person_id uuid,
  at bigint not null,
  withdrawn boolean not null
);
create index declared_review on declared (review_id, at);
create table tally (
  review_id uuid not null,
  stage text collate "C" not null,
  round bigint not null,
  person_id uuid not null,
  name text collate "C" not null,
  n bigint not null,
  primary key (review_id, stage, round, person_id, name)
);

-- Records that count: of an import that is complete and not undone, and not joined to another.
create view counted_record as
  select r.* from record r
  join import i on i.import_id = r.import_id
  where i.visible and r.merged_into is null;
create view counted_hit as
  select p.hit_id, p.review_id, p.record_id, p.import_id, p.file_no, f.source, f.kind
  from hit_place p
  join import i on i.import_id = p.import_id
  join import_file f on f.import_id = p.import_id and f.file_no = p.file_no
  where i.visible;
