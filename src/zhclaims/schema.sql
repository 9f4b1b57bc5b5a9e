-- The database of zhclaims. Offsets are half-open code points in articles.text.
-- The columns of claims are the fields of types.Claim, in order; the other tables of facts follow their classes after article_id.

CREATE TABLE runs (
    run_id      INTEGER PRIMARY KEY,
    version     TEXT NOT NULL,             -- of zhclaims
    engines     TEXT NOT NULL,             -- JSON: versions of Python, SQLite, jieba, rjieba, OpenCC …
    options     TEXT NOT NULL,             -- JSON: types.Options
    fingerprint TEXT NOT NULL,             -- of version, options and the user's lexicons: another one means work is done again
    folders     TEXT NOT NULL,             -- JSON list, as given
    started     TEXT NOT NULL,             -- ISO 8601, UTC
    finished    TEXT,                      -- NULL when the run was killed
    done        INTEGER NOT NULL DEFAULT 0,
    unchanged   INTEGER NOT NULL DEFAULT 0,
    failed      INTEGER NOT NULL DEFAULT 0,
    deleted     INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE articles (
    article_id  TEXT PRIMARY KEY,
    path        TEXT NOT NULL,
    title       TEXT NOT NULL,
    published   TEXT NOT NULL,             -- YYYY-MM-DD or ''
    publisher   TEXT NOT NULL,
    url         TEXT NOT NULL,
    encoding    TEXT NOT NULL,
    format      TEXT NOT NULL,
    script      TEXT NOT NULL,             -- hans, hant, mixed
    sha256      TEXT NOT NULL,
    characters  INTEGER NOT NULL,
    sentences   INTEGER NOT NULL,
    claims      INTEGER NOT NULL,
    entities    INTEGER NOT NULL,
    quantities  INTEGER NOT NULL,
    times       INTEGER NOT NULL,
    places      INTEGER NOT NULL,
    keywords    TEXT NOT NULL,             -- joined by spaces
    root        TEXT NOT NULL,             -- the folder or file given to the run, absolute
    run_id      INTEGER NOT NULL,          -- the run that wrote this
    fingerprint TEXT NOT NULL,
    text        TEXT NOT NULL
);
CREATE INDEX articles_by_path ON articles (path, article_id);

CREATE TABLE claims (
    claim_id            TEXT NOT NULL,
    article_id          TEXT NOT NULL,
    path                TEXT NOT NULL,
    title               TEXT NOT NULL,
    published           TEXT NOT NULL,
    claim_type          TEXT NOT NULL,
    subject             TEXT NOT NULL,
    predicate           TEXT NOT NULL,
    metric              TEXT NOT NULL,
    object              TEXT NOT NULL,
    value_text          TEXT NOT NULL,
    value_low           REAL,
    value_high          REAL,
    unit                TEXT NOT NULL,
    kind                TEXT NOT NULL,
    comparator          TEXT NOT NULL,
    change              TEXT NOT NULL,
    time_text           TEXT NOT NULL,
    time                TEXT NOT NULL,
    place               TEXT NOT NULL,
    place_code          TEXT NOT NULL,
    city                TEXT NOT NULL,
    city_code           TEXT NOT NULL,
    city_basis          TEXT NOT NULL,
    source              TEXT NOT NULL,
    modality            TEXT NOT NULL,
    score               REAL NOT NULL,
    reasons             TEXT NOT NULL,
    flags               TEXT NOT NULL,
    section             TEXT NOT NULL,
    sentence_start      INTEGER NOT NULL,
    sentence_end        INTEGER NOT NULL,
    quote_start         INTEGER NOT NULL,
    quote_end           INTEGER NOT NULL,
    evidence            TEXT NOT NULL,
    evidence_simplified TEXT NOT NULL
);
CREATE INDEX claims_by_id ON claims (claim_id);
CREATE INDEX claims_by_article ON claims (article_id);
CREATE INDEX claims_by_city ON claims (city);
CREATE INDEX claims_by_path ON claims (path, article_id, quote_start);

CREATE TABLE entities (
    article_id TEXT NOT NULL,
    start      INTEGER NOT NULL,
    "end"      INTEGER NOT NULL,
    text       TEXT NOT NULL,
    type       TEXT NOT NULL,
    name       TEXT NOT NULL,
    origin     TEXT NOT NULL,
    score      REAL NOT NULL
);
CREATE INDEX entities_by_article ON entities (article_id);

CREATE TABLE quantities (
    article_id TEXT NOT NULL,
    start      INTEGER NOT NULL,
    "end"      INTEGER NOT NULL,
    text       TEXT NOT NULL,
    low        REAL,
    high       REAL,
    unit       TEXT NOT NULL,
    kind       TEXT NOT NULL,
    comparator TEXT NOT NULL,
    role       TEXT NOT NULL,
    cue_start  INTEGER NOT NULL,
    cue_end    INTEGER NOT NULL,
    dimension  TEXT NOT NULL,
    factor     REAL NOT NULL,
    flags      TEXT NOT NULL
);
CREATE INDEX quantities_by_article ON quantities (article_id);

CREATE TABLE times (
    article_id TEXT NOT NULL,
    start      INTEGER NOT NULL,
    "end"      INTEGER NOT NULL,
    text       TEXT NOT NULL,
    first      TEXT NOT NULL,
    last       TEXT NOT NULL,
    iso        TEXT NOT NULL,
    recurring  INTEGER NOT NULL,
    relative   INTEGER NOT NULL,
    flags      TEXT NOT NULL
);
CREATE INDEX times_by_article ON times (article_id);

CREATE TABLE places (
    article_id TEXT NOT NULL,
    start      INTEGER NOT NULL,
    "end"      INTEGER NOT NULL,
    text       TEXT NOT NULL,
    name       TEXT NOT NULL,
    code       TEXT NOT NULL,
    level      TEXT NOT NULL,
    province   TEXT NOT NULL,
    city       TEXT NOT NULL,
    city_code  TEXT NOT NULL,
    candidates TEXT NOT NULL,
    flags      TEXT NOT NULL
);
CREATE INDEX places_by_article ON places (article_id);

CREATE TABLE failures (
    path    TEXT NOT NULL,
    root    TEXT NOT NULL,
    stage   TEXT NOT NULL,                 -- read, extract, store
    error   TEXT NOT NULL,                 -- class of the exception, or "crash"
    message TEXT NOT NULL,
    run_id  INTEGER NOT NULL,
    PRIMARY KEY (root, path)
);
