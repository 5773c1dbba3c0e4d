-- The same text runs on H2 and on PostgreSQL.

create table users (
  name varchar(64) primary key,
  password varchar(255) not null, -- salt, cost and hash
  created timestamp(6) with time zone not null
);

create table tokens (
  hash varchar(64) primary key, -- SHA-256 of the token, which only the client has
  user_name varchar(64) not null references users (name),
  expires timestamp(6) with time zone not null
);

create index tokens_of_user on tokens (user_name);

create table rooms (
  name varchar(64) primary key,
  last_seq bigint not null
);

create table messages (
  room varchar(64) not null references rooms (name),
  seq bigint not null,
  author varchar(64) not null references users (name),
  client_key varchar(64) not null,
  body varchar(65536) not null,
  posted timestamp(6) with time zone not null,
  primary key (room, seq),
  constraint one_message_per_key unique (author, client_key)
);
