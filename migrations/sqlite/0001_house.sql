-- What is not in the log: secrets, names, sessions, links, files and work in progress.
create table instance (
  one integer not null primary key check (one = 1),
  secret blob not null,
  name text,
  made_at integer not null
) strict;
create table person (
  person_id blob not null primary key,
  name text not null,
  email text,
  password text,
  admin integer not null,
  made_at integer not null,
  constraint person_email unique (email)
) strict;
create table session (
  token_hash blob not null primary key,
  person_id blob not null references person (person_id),
  made_at integer not null,
  seen_at integer not null,
  expires_at integer not null
) strict;
create index session_person on session (person_id);
create table link (
  link_id blob not null primary key,
  kind text not null,
  review_id blob,
  person_id blob,
  role text,
  title_abstract integer not null,
  full_text integer not null,
  coding integer not null,
  made_by blob,
  made_at integer not null,
  expires_at integer not null,
  used_at integer
) strict;
create index link_review on link (review_id, made_at);
create table attempt (
  place text not null,
  at integer not null
) strict;
create index attempt_place on attempt (place, at);
create table file (
  sha256 blob not null primary key,
  size integer not null,
  kept_at integer not null
) strict;
create table file_chunk (
  sha256 blob not null,
  n integer not null,
  content blob not null,
  primary key (sha256, n)
) strict;
create table job (
  job_id blob not null primary key,
  review_id blob not null,
  person_id blob not null,
  kind text not null,
  state text not null,
  body text not null,
  done integer not null,
  total integer not null,
  words text,
  cancel integer not null,
  made_at integer not null,
  beat_at integer not null,
  turn integer not null
) strict;
create index job_review on job (review_id, made_at);
create index job_state on job (state, beat_at);
create table lease (
  stage text not null,
  record_id blob not null,
  person_id blob not null,
  review_id blob not null,
  expires_at integer not null,
  primary key (stage, record_id, person_id)
) strict;
create index lease_person on lease (review_id, person_id, stage);

-- The log, and the entries of import files that its closing events seal.
create table event (
  chain blob not null,
  seq integer not null,
  at integer not null,
  actor blob,
  kind text not null,
  version integer not null,
  body text not null,
  prev blob not null,
  hash blob not null,
  primary key (chain, seq)
) strict;
create table chain_head (
  chain blob not null primary key,
  seq integer not null,
  hash blob not null
) strict;
create table hit (
  hit_id blob not null primary key,
  review_id blob not null,
  import_id blob not null,
  file_no integer not null,
  position integer not null,
  byte_offset integer not null,
  byte_length integer not null,
  line integer not null,
  citation text not null,
  first_record blob not null,
  number integer not null,
  needed integer not null,
  evidence text,
  constraint hit_position unique (import_id, file_no, position)
) strict;
create table import_warning (
  import_id blob not null,
  file_no integer not null,
  n integer not null,
  line integer not null,
  kind text not null,
  words text not null,
  content text not null,
  primary key (import_id, file_no, n)
) strict;
create table import_pair (
  import_id blob not null,
  a blob not null,
  b blob not null,
  score integer not null,
  evidence text not null,
  primary key (import_id, a, b)
) strict;

-- Projections: written by store::project alone, from the log.
create table review (
  review_id blob not null primary key,
  title text not null,
  question text,
  seed text not null,
  started_at integer not null,
  started_by blob
) strict;
create table member (
  review_id blob not null,
  person_id blob not null,
  role text not null,
  title_abstract integer not null,
  full_text integer not null,
  coding integer not null,
  joined_at integer not null,
  gone integer not null,
  primary key (review_id, person_id)
) strict;
create index member_person on member (person_id, review_id);
create table criteria (
  review_id blob not null,
  version integer not null,
  at integer not null,
  person_id blob,
  body text not null,
  primary key (review_id, version)
) strict;
create table policy (
  review_id blob not null,
  stage text not null,
  body text not null,
  primary key (review_id, stage)
) strict;
create table import (
  import_id blob not null primary key,
  review_id blob not null,
  at integer not null,
  person_id blob,
  entries integer not null,
  records integer not null,
  visible integer not null
) strict;
create index import_review on import (review_id, at);
create table import_file (
  import_id blob not null,
  file_no integer not null,
  review_id blob not null,
  sha256 text not null,
  name text not null,
  source text not null,
  kind text not null,
  format text not null,
  entries integer not null,
  already integer not null,
  warnings integer not null,
  failed text,
  primary key (import_id, file_no)
) strict;
create index import_file_sha on import_file (review_id, sha256);
create table record (
  record_id blob not null primary key,
  review_id blob not null,
  import_id blob not null,
  number integer not null,
  title text not null,
  authors text not null,
  year integer,
  journal text,
  doi text,
  citation text not null,
  merged_into blob,
  constraint record_number unique (review_id, number)
) strict;
create table hit_place (
  hit_id blob not null primary key,
  review_id blob not null,
  record_id blob not null,
  import_id blob not null,
  file_no integer not null
) strict;
create index hit_place_record on hit_place (record_id);
create index hit_place_review on hit_place (review_id, import_id, file_no);
create table pair (
  review_id blob not null,
  a blob not null,
  b blob not null,
  import_id blob not null,
  score integer not null,
  evidence text not null,
  state text not null,
  judged_by blob,
  judged_at integer,
  primary key (a, b)
) strict;
create index pair_state on pair (review_id, state, score);
create table joining (
  review_id blob not null,
  seq integer not null,
  at integer not null,
  into_record blob not null,
  from_record blob not null,
  person_id blob,
  evidence text not null,
  hits text not null,
  undone integer not null,
  primary key (review_id, seq)
) strict;
create index joining_record on joining (into_record);
create table work (
  review_id blob not null,
  stage text not null,
  record_id blob not null,
  import_id blob not null,
  round integer not null,
  needed integer not null,
  decided integer not null,
  ring integer not null,
  standing text not null,
  outcome text,
  reason blob,
  proposed blob,
  since integer not null,
  primary key (stage, record_id)
) strict;
create index work_started on work (review_id, stage, round, ring) where standing = 'waiting' and decided > 0;
create index work_fresh on work (review_id, stage, round, ring) where standing = 'waiting' and decided = 0;
create index work_standing on work (review_id, stage, standing, since);
create index work_import on work (import_id);
create table decision (
  decision_id blob not null primary key,
  review_id blob not null,
  stage text not null,
  round integer not null,
  record_id blob not null,
  origin blob not null,
  person_id blob not null,
  seq integer not null,
  at integer not null,
  ruling text not null,
  verdict text not null,
  note text,
  criteria integer not null,
  additional integer not null,
  independent integer not null,
  void integer not null
) strict;
create index decision_record on decision (stage, record_id, person_id);
create index decision_person on decision (review_id, person_id, stage, seq);
create table resolution (
  review_id blob not null,
  stage text not null,
  record_id blob not null,
  seq integer not null,
  at integer not null,
  person_id blob not null,
  outcome text not null,
  reason blob,
  why text not null,
  saw text not null,
  primary key (stage, record_id, seq)
) strict;
create index resolution_review on resolution (review_id, stage, seq);
create table round (
  review_id blob not null,
  stage text not null,
  round integer not null,
  state text not null,
  sample integer not null,
  seed integer not null,
  waiver text,
  opened_at integer not null,
  closed_at integer,
  primary key (review_id, stage, round)
) strict;
create table round_member (
  review_id blob not null,
  stage text not null,
  round integer not null,
  person_id blob not null,
  primary key (review_id, stage, round, person_id)
) strict;
create table stage_release (
  review_id blob not null,
  stage text not null,
  at integer not null,
  primary key (review_id, stage)
) strict;
create table accord (
  review_id blob not null,
  stage text not null,
  record_id blob not null,
  person_id blob not null,
  at integer not null,
  outcome text not null,
  reason blob,
  why text not null,
  primary key (stage, record_id, person_id)
) strict;

create table seen (
  review_id blob not null,
  stage text not null,
  record_id blob not null,
  person_id blob not null,
  primary key (stage, record_id, person_id)
) strict;
create index seen_person on seen (review_id, person_id, stage);

create table lifted (
  review_id blob not null,
  stage text not null,
  person_id blob not null,
  primary key (review_id, stage, person_id)
) strict;
create table report (
  report_id blob not null primary key,
  review_id blob not null,
  record_id blob not null,
  study_id blob not null,
  state text not null,
  link text,
  reason text,
  proposal text,
  changed_at integer not null,
  changed_by blob,
  constraint report_record unique (record_id)
) strict;
create index report_state on report (review_id, state, changed_at);
create table retrieval (
  report_id blob not null,
  seq integer not null,
  review_id blob not null,
  at integer not null,
  person_id blob,
  attempt text not null,
  primary key (report_id, seq)
) strict;
create table codebook (
  review_id blob not null,
  version integer not null,
  at integer not null,
  body text not null,
  primary key (review_id, version)
) strict;
create table statement (
  statement_id blob not null primary key,
  review_id blob not null,
  report_id blob not null,
  coder blob not null,
  seq integer not null,
  revision integer not null,
  codebook integer not null,
  body text not null,
  aside integer not null
) strict;
create index statement_report on statement (report_id, coder, seq);
create table coding (
  report_id blob not null,
  coder blob not null,
  review_id blob not null,
  finished integer not null,
  primary key (report_id, coder)
) strict;
create index coding_review on coding (review_id, coder);
create table answer (
  report_id blob not null,
  coder blob not null,
  field_id blob not null,
  review_id blob not null,
  answer text,
  primary key (report_id, coder, field_id)
) strict;
create table declared (
  declared_id blob not null primary key,
  review_id blob not null,
  box text not null,
  n integer not null,
  source text not null,
  why text not null,
  person_id blob,
  at integer not null,
  withdrawn integer not null
) strict;
create index declared_review on declared (review_id, at);
create table tally (
  review_id blob not null,
  stage text not null,
  round integer not null,
  person_id blob not null,
  name text not null,
  n integer not null,
  primary key (review_id, stage, round, person_id, name)
) strict;

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
