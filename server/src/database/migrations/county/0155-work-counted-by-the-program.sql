-- What there is to do is counted anew by the program, a township at a time (server/src/indicators/recount-work.queries.ts).
drop function recount_work();
