-- Work that is asked for by a request and done by the worker process. A request adds a row in its own transaction, so that
-- work is asked for exactly when the act it belongs to took place; the worker hands it to its queue.
create table job_requests (
  id          bigint generated always as identity primary key,
  name        text not null,
  data        jsonb not null,
  asked_at    timestamptz not null default now()
);
grant insert on job_requests to qianyue_app;

create function wake_worker() returns trigger language plpgsql as $$
begin
  perform pg_notify('qianyue_jobs', '');
  return null;
end $$;
create trigger wake_worker after insert on job_requests
  for each statement execute function wake_worker();
